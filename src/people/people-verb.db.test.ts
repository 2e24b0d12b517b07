import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { tokenHash } from '#identity'
import { freshDatabase } from '../../testing/database.ts'
import { running } from '../../testing/verbs.ts'
import { peopleVerb } from './people-verb.ts'

const { db, admin } = await freshDatabase()
await admin.query(`insert into provider (key, name) values ('kestrel', 'Kestrel')`)
const codeKey = Buffer.alloc(32, 7)
const run = running(peopleVerb({ codeKey: () => codeKey, origin: () => 'https://team.example.org' }), db)
const email = 'okafor@example.org'

/** The invitations of somebody that can still be used, by the hashes of their tokens. */
async function open(): Promise<string[]> {
  const { rows } = await admin.query<{ hash: Buffer }>(
    `select i.hash from invitation i join staff s on s.id = i.staff_id
      where s.email = $1 and i.ended_at is null and i.used_at is null`,
    [email],
  )
  return rows.map(({ hash }) => hash.toString('hex'))
}
const tokenIn = (link: string) => /^https:\/\/team\.example\.org\/team\/invitation\/([\w-]{43})$/.exec(link)![1]!

describe('lay people invite', () => {
  it('lays the first person of a deployment, prints the link, and mails it', async () => {
    const { status, out, err } = await run(
      'invite',
      ' Okafor@Example.org',
      'governance',
      'duty_lead',
      '--name',
      'Dr Okafor',
    )
    assert.equal(status, 0, err.join())
    assert.deepEqual(await open(), [tokenHash(tokenIn(out[0]!)).toString('hex')])
    const { rows } = await admin.query(
      `select s.name, array_agg(r.role order by r.role) as roles from staff s join staff_role r on r.staff_id = s.id
        where s.email = $1 group by s.name`,
      [email],
    )
    assert.deepEqual(rows, [{ name: 'Dr Okafor', roles: ['duty_lead', 'governance'] }])
    const { rowCount } = await admin.query(`select from message where kind = 'staff-invitation'`)
    assert.equal(rowCount, 1)
  })

  it('gives somebody who is there a new link, and ends the one before', async () => {
    const before = await open()
    const { out } = await run('invite', email)
    const after = await open()
    assert.deepEqual(after, [tokenHash(tokenIn(out[0]!)).toString('hex')])
    assert.notDeepEqual(after, before)
  })

  it('says what is wrong, and then changes nothing', async () => {
    const everything = async () =>
      (await admin.query('select (select count(*) from staff) as s, (select count(*) from invitation) as i')).rows
    const before = await everything()
    for (const [args, words] of [
      [['invite'], /usage/],
      [['invite', 'x', 'governance'], /email address/i],
      [['invite', 'new@example.org'], /Nobody has this address/],
      [['invite', 'new@example.org', 'coach'], /Not a role that can be given here: coach/],
      [['invite', 'new@example.org', 'king'], /king/],
      [['invite', 'new@example.org', 'partner_rota'], /--provider/],
      [['invite', 'new@example.org', 'partner_rota', '--provider', 'osprey'], /--provider/],
    ] as const) {
      const { status, err } = await run(...args)
      assert.equal(status, 1, args.join(' '))
      assert.match(err.join(), words)
    }
    assert.deepEqual(await everything(), before)
    assert.equal((await run('invite', 'priya@example.org', 'partner_rota', '--provider', 'kestrel')).status, 0)
  })
})
