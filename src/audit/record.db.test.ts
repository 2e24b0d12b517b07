import assert from 'node:assert/strict'
import { coachActor, newStaff } from '../../testing/staff.ts'
import { it } from 'node:test'
import { freshDatabase } from '../../testing/database.ts'
import { anyone, codeOf, operator, worker } from '#lib/door'
import { record } from './index.ts'

const { db, admin, setClock } = await freshDatabase()
const booking = 'b0000000-0000-4000-8000-000000000001'
const dev = await newStaff(admin, 'coach')
const ama = 'c0000000-0000-4000-8000-000000000002'
const moved = { verb: 'booking.moved', subjectKind: 'booking', subjectId: booking }
const events = async () => (await admin.query('select * from audit_event order by id')).rows

it('keeps what was done, when, to what and by whom', async () => {
  const at = Temporal.Instant.from('2027-03-28T01:30:00Z')
  await setClock(at)
  await db.withActor(anyone, (tx) => record(tx, { ...moved, actorKind: 'client', reason: 'undone', requestId: 'r-1' }))
  const [row] = await events()
  assert.equal(String(row.at), String(at))
  assert.deepEqual(
    [row.verb, row.subject_kind, row.subject_id, row.actor_kind, row.actor_id, row.reason, row.request_id],
    ['booking.moved', 'booking', booking, 'client', null, 'undone', 'r-1'],
  )
})

it('leaves no record of an act that did not happen', async () => {
  const before = await events()
  const act = db.withActor(worker, async (tx) => {
    await record(tx, { ...moved, actorKind: 'worker' })
    throw new Error('the act failed')
  })
  await assert.rejects(act, /the act failed/)
  assert.deepEqual(await events(), before)
})

it('lets a coach write in their own name and in nobody else’s', async () => {
  await db.withActor(await coachActor(admin, dev), (tx) => record(tx, { ...moved, actorKind: 'coach', actorId: dev }))
  for (const feigned of [{ actorKind: 'coach', actorId: ama }, { actorKind: 'client' }] as const)
    await assert.rejects(
      db.withActor(await coachActor(admin, dev), (tx) => record(tx, { ...moved, ...feigned })),
      (error) => codeOf(error) === '42501',
    )
})

it('can be changed and removed by no role that acts, and read by the operator alone, who checks it', async () => {
  const [reading, ...changing] = [
    'select verb from audit_event',
    'update audit_event set at = at',
    'delete from audit_event',
    'update audit_checkpoint set at = at',
    'delete from audit_leaf',
    'delete from audit_node',
  ] as const
  for (const actor of [anyone, await coachActor(admin, dev), operator, worker])
    for (const text of actor === operator ? changing : [reading, ...changing])
      await assert.rejects(
        db.withActor(actor, (tx) => tx.send('', text, [])),
        (error) => codeOf(error) === '42501',
      )
})
