import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { anyone, codeOf, holding, operator, rolesOf, worker, zones, type Actor } from '#lib/door'
import { freshDatabase } from '../../testing/database.ts'
import { keptKey, keysFor } from '../../testing/keys.ts'
import { holdKeys } from './hold.ts'
import { keep } from './keep.ts'

const database = await freshDatabase()
const { db, admin } = database
const { holder, keks, dumps, alarms } = await keysFor(database)
const everybody = zones.flatMap((zone) =>
  rolesOf[zone].map((role): Actor => ({ zone, role, claim: null, account: null })),
)
const kept = (purpose: 'contact' | 'content' = 'contact') => keptKey(database, holder, randomUUID(), purpose)

describe('the key holder', () => {
  it('gives the worker the keys of contacts that there are, and no others', async () => {
    const [amina, mark, plan] = [await kept(), await kept(), await kept('content')]
    const wanted = [amina, mark, plan, { subject: randomUUID() }].map(({ subject }) => subject)
    const ring = await holder.unwrap(
      wanted.flatMap((subject) => [
        { subject, purpose: 'contact' as const },
        { subject, purpose: 'content' as const },
      ]),
      worker,
    )
    assert.deepEqual(ring.of(amina.subject, 'contact'), amina)
    assert.deepEqual(ring.of(mark.subject, 'contact'), mark)
    assert.equal(ring.of(plan.subject, 'content'), undefined)
    assert.equal(ring.of(wanted[3]!, 'contact'), undefined)
    assert.equal(ring.of(null, 'contact'), undefined)
  })

  it('gives nothing to anybody whose claim opens nothing, whatever their role', async () => {
    const [contact, content] = [await kept(), await kept('content')]
    const wanted = [
      { subject: contact.subject, purpose: 'contact' as const },
      { subject: content.subject, purpose: 'content' as const },
    ]
    for (const actor of [...everybody, holding('browser:AAAAAAAAAAAAAAAAAAAAAA')]) {
      if (actor.role === 'lay_worker') continue
      const ring = await holder.unwrap(wanted, actor)
      assert.equal(ring.of(contact.subject, 'contact'), undefined, actor.role)
      assert.equal(ring.of(content.subject, 'content'), undefined, actor.role)
    }
  })

  it('gives no more people’s keys within an hour than there is a need for, and says so', async () => {
    const limits = { content: 2, working: 2, contact: 2 }
    const narrow = holdKeys({
      db,
      clock: () => Temporal.Now.instant(),
      keks,
      dumps,
      alarm: (it) => alarms.push(it),
      limits,
    })
    const subjects = [await kept(), await kept(), await kept()].map(({ subject }) => subject)
    const ask = (some: string[]) =>
      narrow.unwrap(
        some.map((subject) => ({ subject, purpose: 'contact' })),
        worker,
      )
    await assert.rejects(ask(subjects), /More people/)
    assert.deepEqual(alarms, ['keys over the limit'])
    assert.ok((await ask(subjects.slice(1))).of(subjects[1]!, 'contact'))
    await assert.rejects(ask(subjects.slice(0, 1)), /More people/)
  })

  it('gives nothing where a row was altered', async () => {
    const { subject } = await kept()
    await admin.query(
      'update wrapped_key set wrapped = set_byte(wrapped, 20, 255 - get_byte(wrapped, 20)) where subject = $1',
      [subject],
    )
    await assert.rejects(holder.unwrap([{ subject, purpose: 'contact' }], worker), /does not open/)
  })
})

describe('wrapped keys', () => {
  it('can be read, changed and removed by the key holder’s role alone', async () => {
    const attempts = [
      'select from wrapped_key',
      'select from kek',
      `update wrapped_key set wrapped = ''`,
      'delete from wrapped_key',
      `insert into wrapped_key (subject, purpose, version, kek_id, wrapped) values (gen_random_uuid(), 'contact', 2, 'x', '')`,
      `select from open_keys('lay_worker', array[gen_random_uuid()], '{contact}')`,
      `select may_open('lay_worker', gen_random_uuid(), 'contact')`,
    ]
    for (const actor of everybody)
      for (const text of attempts.slice(0, actor.role === 'lay_keys' ? 0 : undefined))
        await assert.rejects(
          db.withActor(actor, (tx) => tx.send('', text, [])),
          (error) => codeOf(error) === '42501',
          `${actor.role}: ${text}`,
        )
  })

  it('are written by who needs them, once: nobody puts another in their place', async () => {
    const subject = randomUUID()
    const [first, second] = [await holder.make(subject, 'contact'), await holder.make(subject, 'contact')]
    await db.withActor(anyone, (tx) => keep(tx, first))
    await assert.rejects(
      db.withActor(anyone, (tx) => keep(tx, second)),
      (error) => codeOf(error) === '23505',
    )
    await assert.rejects(
      db.withActor(operator, async (tx) => keep(tx, await holder.make(randomUUID(), 'contact'))),
      (error) => codeOf(error) === '42501',
    )
    const ring = await holder.unwrap([{ subject, purpose: 'contact' }], worker)
    assert.deepEqual(ring.of(subject, 'contact'), first.key)
  })
})
