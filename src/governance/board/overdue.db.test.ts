import assert from 'node:assert/strict'
import { it } from 'node:test'
import { worker } from '#lib/door'
import { openTask } from '#tasks'
import { bookingPages, idOf } from '../../../testing/pages.ts'
import { newStaff } from '../../../testing/staff.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { mailOverdue, overdueRenderers } from './overdue.ts'

const world = await bookingWorld([{ id: coachId(1) }])
const { db, admin, ports } = world
const { booked } = await bookingPages(world)
const lead = await newStaff(admin, 'lead_ops')
await newStaff(admin, 'coach')

it('is mailed once to operations when it becomes overdue, and not at all once it is done', async () => {
  const bookingId = idOf((await booked({ email: 'amina@example.org' })).path)
  const dueAt = mondayMorning.add({ hours: 1 })
  await db.withActor(worker, (tx) => openTask(tx, { kind: 'call', bookingId, dueAt }))
  const mailed = async () => {
    await mailOverdue({ db, clock: ports.clock })
    const { rows } = await admin.query<{ subject: string; number: number }>(
      `select subject_id as subject, subject_sequence as number from message where kind = 'staff-overdue'`,
    )
    return rows
  }
  await world.setNow(dueAt)
  assert.deepEqual(await mailed(), [])
  await world.setNow(dueAt.add({ milliseconds: 1 }))
  const [only, ...more] = await mailed()
  assert.deepEqual([only?.subject, more], [lead, []])
  assert.equal((await mailed()).length, 1)
  const write = () =>
    db.withActor(worker, (tx) =>
      overdueRenderers('https://team.example.org')['staff-overdue']!(tx, {
        id: lead,
        kind: 'staff-overdue',
        subjectId: lead,
        subjectSequence: only!.number,
        recipient: 'address',
        channel: 'email',
        dueAt,
      }),
    )
  assert.match(JSON.stringify(await write()), /https:\/\/team\.example\.org\/team\/operations\/tasks/)
  await admin.query(`update task set done_at = clock_now(), outcome = 'reached'`)
  assert.equal(await write(), null)
})
