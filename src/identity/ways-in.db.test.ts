import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { anyone, type Actor } from '#lib/door'
import type { Param } from '#lib/sql'
import { freshDatabase } from '../../testing/database.ts'
import { actorOf, newStaff } from '../../testing/staff.ts'
import { browserNamed, tokenHash } from './browser.ts'

const { db, admin } = await freshDatabase()
const [okafor, sam, priya, helen] = [
  await newStaff(admin, 'governance'),
  await newStaff(admin, 'lead_ops'),
  await newStaff(admin, 'partner_rota'),
  await newStaff(admin, 'commissioner'),
]
const [{ id: osprey }] = (
  await admin.query<{ id: string }>(`insert into provider (key, name) values ('osprey', 'Osprey') returning id`)
).rows as [{ id: string }]
await admin.query('update staff_role set provider_id = $1 where staff_id = $2', [osprey, helen])

const run = (actor: Actor, text: string, values: Param[] = []) => db.withActor(actor, (tx) => tx.send('', text, values))
const denied = (actor: Actor, text: string, values: Param[] = []) =>
  assert.rejects(run(actor, text, values), { code: '42501' }, text)

describe('Ways in', () => {
  const tables = ['passkey', 'oidc_link', 'invitation', 'recovery', 'sign_in_count', 'access_review']

  it('can be read by no statement of whoever signs in, nor of a coach or a commissioner', async () => {
    const coach = await newStaff(admin, 'coach')
    const readers = [anyone, await actorOf(admin, coach, 'coach'), await actorOf(admin, helen, 'commissioner')]
    for (const reader of readers) for (const table of tables) await denied(reader, `select * from ${table}`)
  })

  it('are added to nobody by a browser that proved nothing, whatever it says', async () => {
    const browser = browserNamed(`${'A'.repeat(21)}A`).actor
    const made = await run(browser, `select passkey_id from keep_passkey('\\x01', '\\x01', 0, '{}', 'A phone')`)
    assert.deepEqual(made, [{ passkey_id: null }])
    assert.deepEqual(await run(browser, `select staff_id from keep_oidc_link('https://idp', 'x')`), [
      { staff_id: null },
    ])
    assert.deepEqual(await run(anyone, 'select staff_id from enrolling()'), [{ staff_id: null }])
  })

  it('end with a coach who is let go by the operator', async () => {
    const id = randomUUID()
    await admin.query(
      `insert into coach (id, provider_id, email, name_shown, background, gender, languages, ethnically_diverse, modes,
         services, daily_cap, gap_minutes)
       values ($1, $2, 'noor@example.org', 'Noor', 'Nurse', 'woman', '{en}', false, '{video}', '{lay-too}', 8, 15)`,
      [id, osprey],
    )
    await admin.query(
      `insert into passkey (staff_id, credential_id, public_key, counter, device) values ($1, $2, '\\x01', 0, 'A phone')`,
      [id, tokenHash(id)],
    )
    await admin.query('update coach set active = false where id = $1', [id])
    const { rows } = await admin.query('select ended_at is not null as ended from passkey where staff_id = $1', [id])
    assert.deepEqual(rows, [{ ended: true }])
  })
})

describe('A session of staff', () => {
  const start = (staffId: string, level: 1 | 2) =>
    run(
      anyone,
      `insert into staff_session (hash, staff_id, level, strong_at) values ($1, $2, $3, case when $3 = 2 then clock_now() end)`,
      [tokenHash(randomUUID()), staffId, level],
    )
  const refused = (staffId: string, level: 1 | 2) => assert.rejects(start(staffId, level), { code: '42501' })
  const ago = (seconds: number) => `clock_now() - interval '${seconds} seconds'`

  it('begins for nobody who proved nothing', async () => {
    for (const level of [1, 2] as const) await refused(okafor, level)
  })

  it('begins by a code for two minutes, and is no surer than a code; not by one that was only made worthless', async () => {
    const coach = await newStaff(admin, 'coach')
    const laid = (tries: number, used: string) =>
      admin.query(
        `insert into one_time_code (id, purpose, subject, browser, code_hash, expires_at, tries, used_at)
           values (gen_random_uuid(), 'team', $1, $2, $2, clock_now() + interval '10 minutes', $3, ${used})`,
        [coach, tokenHash(randomUUID()), tries],
      )
    await laid(0, ago(1))
    await laid(1, ago(121))
    await refused(coach, 1)
    await laid(1, ago(119))
    await start(coach, 1)
    await refused(coach, 2)
    await refused(okafor, 1)
  })

  it('begins by a passkey, a link to a provider or a recovery of one’s own, for two minutes', async () => {
    const proofs: ((id: string, at: string) => string)[] = [
      (id, at) => `insert into passkey (staff_id, credential_id, public_key, counter, device, made_at, last_used_at)
        values ('${id}', '\\x${id.replaceAll('-', '')}', '\\x01', 0, 'A phone', ${ago(900)}, ${at})`,
      (id, at) => `insert into oidc_link (staff_id, issuer, subject, made_at, last_used_at)
        values ('${id}', 'https://idp.example.org', '${id}', ${ago(900)}, ${at})`,
      (
        id,
        at,
      ) => `insert into recovery (id, staff_id, started_by, started_as, agreed_at, agreed_by, agreed_as, hash, code_hash, used_at)
        values ('${randomUUID()}', '${id}', '${priya}', 'partner_rota', ${ago(900)}, '${sam}', 'lead_ops', sha256('${id}'), sha256('${id}'), ${at})`,
    ]
    for (const proof of proofs) {
      const [late, now] = [await newStaff(admin, 'supervisor'), await newStaff(admin, 'supervisor')]
      await admin.query(proof(late, ago(121)))
      await admin.query(proof(now, ago(119)))
      await refused(late, 2)
      await start(now, 2)
      await admin.query('update passkey set ended_at = clock_now() where staff_id = $1', [now])
    }
  })

  it('begins for anybody in a demonstration, which nobody who signs in can make of it', async () => {
    await denied(anyone, 'insert into demonstration default values')
    await denied(anyone, 'select from demonstration')
    await admin.query('insert into demonstration default values')
    await start(okafor, 2)
    await admin.query('delete from demonstration')
    await refused(okafor, 2)
  })
})

describe('Roles', async () => {
  const give = `insert into staff_role (staff_id, role, given_by) values ($1, $2, $3)`
  const lead = await actorOf(admin, sam, 'lead_ops')
  const governance = await actorOf(admin, okafor, 'governance')

  it('are given by nobody to themselves, nor in another’s name, nor above their own', async () => {
    await denied(lead, give, [sam, 'supervisor', sam])
    await denied(lead, give, [priya, 'supervisor', okafor])
    for (const role of ['governance', 'sysadmin', 'coach']) await denied(lead, give, [priya, role, sam])
    await denied(lead, give, [okafor, 'supervisor', sam])
    await denied(governance, give, [okafor, 'supervisor', okafor])
    await denied(await actorOf(admin, priya, 'partner_rota'), give, [helen, 'supervisor', priya])
  })

  it('are taken from nobody by themselves, and from governance not by the lead', async () => {
    const take = `update staff_role set ended_at = clock_now(), ended_by = $2 where staff_id = $1 returning id`
    assert.deepEqual(await run(lead, take, [sam, sam]), [])
    assert.deepEqual(await run(lead, take, [okafor, sam]), [])
    assert.deepEqual(await run(lead, `update staff set active = false where id = $1 returning id`, [okafor]), [])
    await denied(lead, take, [priya, okafor])
  })

  it('of another provider are not there for a rota manager', async () => {
    const rota = await actorOf(admin, priya, 'partner_rota')
    const ids = ((await run(rota, 'select id from staff')) as { id: string }[]).map(({ id }) => id)
    assert.ok(ids.includes(priya) && !ids.includes(helen))
    assert.deepEqual(await run(rota, 'select id from staff_role where staff_id = $1', [helen]), [])
    await denied(
      rota,
      `insert into recovery (id, staff_id, started_by, started_as) values ($1, $2, $3, 'partner_rota')`,
      [randomUUID(), helen, priya],
    )
  })
})
