import assert from 'node:assert/strict'
import { endAbsence, recordAbsence } from '#coaches'
import { book } from '../src/booking/book.ts'
import { hold } from '../src/booking/hold.ts'
import { offersOf } from '../src/booking/rehome/offers.ts'
import { recover } from '../src/booking/rehome/recover.ts'
import { rehoming } from '../src/booking/rehome/rehome.ts'
import type { Wish } from '../src/booking/wish.ts'
import { browser, client } from './booking.ts'
import { coachActor } from './staff.ts'
import { bookingWorld, coachId, type TestCoach } from './world.ts'

const at = (text: string) => Temporal.Instant.from(text)
/** When the coach said that they are ill. */
export const told = at('2026-11-24T07:40:17.483Z')
const nine = '2026-11-24T09:00:00Z'

/**
 * A morning on which coach 1 falls ill just after 7:40, with a session of Amina’s at nine or another time, among others who work then or not; what
 * came of it, and one round of recovery as `go`.
 */
export async function illMorning(others: readonly Omit<TestCoach, 'id'>[], asked: Partial<Wish> = {}, start = nine) {
  const world = await bookingWorld(
    [{}, ...others].map((one, i) => ({ id: coachId(i + 1), ...one })),
    told.subtract({ hours: 20 }),
  )
  const { db, ports } = world
  const owner = browser('amina')
  const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false, ...asked }
  const held = await hold(ports, owner, { ...wish, coachId: coachId(1) }, at(start).epochMilliseconds)
  assert.ok(held.kind === 'held', held.kind)
  const booked = await book(ports, owner, held.id, client('amina'))
  assert.ok(booked.kind === 'booked')
  // She asked for nobody by name: that is only how this test got coach 1.
  if (!asked.coachId)
    await world.admin.query(`update booking set matched_on = array_remove(matched_on, 'named=${coachId(1)}')`)
  await world.setNow(told)
  const acting = { by: { actorKind: 'coach' as const, actorId: coachId(1) }, now: told, rehoming }
  const ill = await db.withActor(await coachActor(world.admin, coachId(1)), (tx) =>
    recordAbsence(tx, coachId(1), { startsAt: told, endsAt: at('2026-11-25T00:00:00Z') }, 'ill', acting),
  )
  assert.ok(ill.kind === 'recorded')
  const { clock, random } = ports
  const recovery = { db, clock, random, textSender: true, log: (...said: unknown[]) => assert.fail(said.join()) }
  const go = () => recover(recovery)
  const now = async () => {
    const { rows } = await world.admin.query<{
      coach: number
      start: string
      status: string
      outcome: string | null
      open: boolean
    }>(
      `select right(b.coach_id::text, 2)::int as coach, to_char(b.starts_at at time zone 'UTC', 'DD HH24:MI') as start, b.status,
              t.outcome, t.settled_at is null as open
         from booking b join rehome_task t on t.booking_id = b.id where b.id = $1 order by t.made_at desc limit 1`,
      [booked.id],
    )
    return rows[0]!
  }
  /** What the client hears since the illness, in order. */
  const heard = async () =>
    (
      await world.admin.query<{ kind: string }>(
        `select m.kind from message m left join rehome_task t on t.id = m.subject_id
          where m.recipient = 'client' and coalesce(t.booking_id, m.subject_id) = $1 and m.due_at >= $2 and m.kind not like 'reminder%'
          order by m.due_at, m.kind`,
        [booked.id, told.toString()],
      )
    ).rows.map(({ kind }) => kind)
  const kept = () => db.withActor(owner.actor, (tx) => offersOf(tx, booked.id))
  const tasks = async () =>
    (await world.admin.query<{ kind: string }>('select kind from task where done_at is null')).rows.map(
      ({ kind }) => kind,
    )
  const back = async () =>
    db.withActor(await coachActor(world.admin, coachId(1)), (tx) =>
      endAbsence(tx, coachId(1), ill.absence.id, { ...acting, now: ports.clock() }),
    )
  return { world, ports, owner, id: booked.id, recovery, go, now, heard, kept, tasks, back }
}
/** Works in the afternoon only. */
export const elsewhere = { opens: '14:00', closes: '18:00' }
