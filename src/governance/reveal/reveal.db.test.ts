import assert from 'node:assert/strict'
import { withBrokenTrail } from '../../../testing/trail.ts'
import { beforeEach, it } from 'node:test'
import { codeOf } from '#lib/door'
import type { StaffRole, Viewer } from '#web'
import { bookedInto } from '../../../testing/fixtures.ts'
import { actorOf, newStaff } from '../../../testing/staff.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { makeTask, reveal } from './reveal.ts'

const world = await bookingWorld([{ id: coachId(1) }])
const { db, admin, ports } = world
const task = { kind: 'call-back' as const, reason: 'They asked us to call them back' }
const viewerOf = async (id: string, role: StaffRole): Promise<Viewer> => ({
  kind: role,
  id,
  actor: await actorOf(admin, id, role),
})
const sam = await newStaff(admin, 'lead_ops')
const okafor = await newStaff(admin, 'governance')
const amina = await bookedInto(world, { coachId: coachId(1), startsAt: mondayMorning.add({ hours: 4 }) })
const mark = await bookedInto(world, { coachId: coachId(1), startsAt: mondayMorning.add({ hours: 6 }), name: 'Mark' })
let sams: Viewer
beforeEach(async () => {
  await world.setNow(mondayMorning)
  sams = await viewerOf(sam, 'lead_ops')
})
const made = async (viewer: Viewer, booking = amina) =>
  (await db.withActor(viewer.actor, (tx) => makeTask(tx, booking, task, viewer, 'r-1')))!
const shown = async (viewer: Viewer, id: string) => (await reveal(ports, viewer, id, 'r-1'))?.name ?? null

it('shows one person for ten minutes to who made the task, and each look is on record', async () => {
  const id = await made(sams)
  assert.equal(await shown(sams, id), 'Amina')
  await world.setNow(mondayMorning.add({ minutes: 9, seconds: 59 }))
  assert.equal(await shown(sams, id), 'Amina')
  await world.setNow(mondayMorning.add({ minutes: 10 }))
  assert.equal(await shown(sams, id), null, 'once, and not again')
  const { rows } = await admin.query(`select verb from audit_event where object_id = $1 order by id`, [id])
  assert.deepEqual(
    rows.map(({ verb }) => verb as string),
    ['identity.asked', 'identity.shown', 'identity.shown'],
  )
})

it('gives the key of that one person alone, and takes it back', async () => {
  const id = await made(sams)
  const clients = (
    await admin.query('select client_id from booking where id = any($1) order by starts_at', [[amina, mark]])
  ).rows as { client_id: string }[]
  const opened = async () => {
    const actor = { ...sams.actor, zone: 'glass' as const, role: 'lay_opening' as const }
    const wanted = clients.map(({ client_id }) => ({ subject: client_id, purpose: 'contact' as const }))
    const ring = await ports.vault.unwrap(wanted, actor)
    return clients.map(({ client_id }) => ring.of(client_id, 'contact') !== undefined)
  }
  // The test before looked at the same person ten minutes later than this one's clock.
  await admin.query('delete from opening')
  assert.deepEqual(await opened(), [false, false])
  await shown(sams, id)
  assert.deepEqual(await opened(), [true, false])
  await world.setNow(mondayMorning.add({ minutes: 10 }))
  assert.deepEqual(await opened(), [false, false])
})

it('shows nobody by somebody else’s task, by one of the day before, or to whoever has the duty', async () => {
  const id = await made(sams)
  assert.equal(await shown(await viewerOf(okafor, 'governance'), id), null)
  assert.equal(await shown(await viewerOf(await newStaff(admin, 'duty_lead'), 'duty_lead'), id), null)
  await world.setNow(mondayMorning.add({ hours: 24 }))
  assert.equal(await shown(await viewerOf(sam, 'lead_ops'), id), null)
})

it('shows nothing that cannot be recorded', async () => {
  const id = await made(sams)
  await withBrokenTrail(admin, () => assert.rejects(shown(sams, id), /trail_is_broken/))
  assert.equal((await admin.query('select from opening where task_id = $1', [id])).rowCount, 0)
})

it('is reviewed by somebody else, in their own name', async () => {
  const okafors = await viewerOf(okafor, 'governance')
  const id = await made(okafors)
  await shown(okafors, id)
  const review = (viewer: Viewer, by: string) =>
    db.withActor(viewer.actor, (tx) =>
      tx.send('', 'update opening set reviewed_at = clock_now(), reviewed_by = $2 where task_id = $1', [id, by]),
    )
  await assert.rejects(review(okafors, okafor), (error) => codeOf(error) === '23514')
  const noor = await newStaff(admin, 'governance')
  await assert.rejects(review(okafors, noor), (error) => codeOf(error) === '42501')
  await review(await viewerOf(noor, 'governance'), noor)
})
