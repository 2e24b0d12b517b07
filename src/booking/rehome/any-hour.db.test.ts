import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { recordAbsence } from '#coaches'
import { bookedInto } from '../../../testing/fixtures.ts'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { momentOn, timeOfDay } from '../../../testing/moments.ts'
import { recovering } from '../../../testing/recovering.ts'
import { coachActor } from '../../../testing/staff.ts'
import { bookingWorld, coachId } from '../../../testing/world.ts'
import { rehoming } from './rehome.ts'

/*
 * A coach falls ill at any moment of day and night, also in those nights in which the clocks change: whoever has a session with them
 * is told one story, in time. One colleague works in the mornings, one all day, one none of the hours that matter.
 */
const world = await bookingWorld([{ id: coachId(1) }, { id: coachId(2), closes: '12:00' }, { id: coachId(3) }])
const { admin, db, ports, setNow } = world
const days = ['2026-10-24', '2026-10-25', '2026-11-24', '2027-03-27', '2027-03-28'].map((day) =>
  Temporal.PlainDate.from(day),
)

const drawn = fc.record({
  day: fc.constantFrom(...days),
  time: timeOfDay,
  /** On which day from then the session is, and at which quarter of an hour of the service. */
  ahead: fc.nat(2),
  quarter: fc.integer({ min: 0, max: 53 }),
  named: fc.boolean(),
  who: fc.constantFrom<number[]>([], [2], [2, 3]),
  /** How long after each moment that matters the round comes. */
  late: fc.nat(1_999),
})
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never
const happened = new Set<string>()

const told = async (id: string) =>
  (
    await admin.query<{ kind: string }>(
      `select m.kind from message m left join rehome_task t on t.id = m.subject_id
        where m.recipient = 'client' and coalesce(t.booking_id, m.subject_id) = $1 and m.kind not like 'reminder%'
        order by m.due_at, m.kind`,
      [id],
    )
  ).rows.map(({ kind }) => kind)

async function live({ day, time, ahead, quarter, named, who, late }: Drawn) {
  const now = momentOn(day, time)
  const startsAt = momentOn(day.add({ days: ahead }), (8 * 60 + quarter * 15) * 60_000)
  fc.pre(startsAt.since(now).total('minutes') > 5)
  await admin.query(
    'truncate hold, booking, booking_person, booking_change, rehome_task, absence, claim, message, task cascade',
  )
  await admin.query('update coach set active = id = any($1::uuid[])', [[1, ...who].map(coachId)])
  await setNow(now)
  const id = await bookedInto(world, { coachId: coachId(1), startsAt })
  if (named) await admin.query('update booking set matched_on = array[$1]', [`named=${coachId(1)}`])
  const acting = { by: { actorKind: 'coach' as const, actorId: coachId(1) }, now, rehoming }
  const away = { startsAt: now, endsAt: startsAt.add({ hours: 1 }) }
  const ill = await db.withActor(await coachActor(admin, coachId(1)), (tx) =>
    recordAbsence(tx, coachId(1), away, 'ill', acting),
  )
  assert.equal(ill.kind, 'recorded')
  const inTime = startsAt.subtract({ minutes: 1 })
  const roundAt = async (at: Temporal.Instant) => {
    const then = at.add({ milliseconds: late })
    await setNow(Temporal.Instant.compare(then, inTime) < 0 ? then : inTime)
    await recovering(ports)
  }
  // No further than until they know: a session that starts soon is given up a few minutes later.
  for (const minutes of [0, 3, 10]) if ((await told(id)).length === 0) await roundAt(now.add({ minutes }))
  const first = await told(id)
  assert.equal(first.length, 1, 'whoever has it knows within minutes')
  const { rows } = await admin.query<{ until: string; kept: number }>(
    `select to_json(max(until)) #>> '{}' as until, count(*)::int as kept from offer where state = 'open'`,
  )
  if (first[0] === 'booking-alternatives') {
    const until = Temporal.Instant.from(rows[0]!.until)
    assert.ok(Temporal.Instant.compare(until, inTime) <= 0 && rows[0]!.kept > 0)
    await roundAt(until.subtract({ milliseconds: 1 + late }))
    await roundAt(until)
  }
  await roundAt(inTime)
  const heard = await told(id)
  happened.add(heard.join())
  const { rows: ends } = await admin.query<{ status: string; coach: number; calls: number; open: number }>(
    `select b.status, right(b.coach_id::text, 1)::int as coach, (select count(*)::int from task where kind = 'call') as calls,
            (select count(*)::int from rehome_task where settled_at is null) as open from booking b`,
  )
  const { status, coach, calls, open } = ends[0]!
  assert.deepEqual(
    [heard.at(-1), status, coach === 1, calls, open],
    first[0] === 'booking-reassigned'
      ? ['booking-reassigned', 'booked', false, 0, 0]
      : ['booking-cancelled', 'cancelled', true, 1, 0],
  )
  assert.deepEqual(await wrongInDiary(admin), nothingWrong)
}

it('is told one story, in time, whenever it is', { timeout: 240_000 }, async () => {
  const wanted = ['booking-reassigned', 'booking-alternatives,booking-cancelled']
  const stories = fc.asyncProperty(drawn, live)
  await fc.assert(stories, { numRuns: 50 })
  for (let more = 0; more < 100 && !wanted.every((one) => happened.has(one)); more++)
    await fc.assert(stories, { numRuns: 1 })
  assert.ok(
    wanted.every((one) => happened.has(one)),
    [...happened].join(' '),
  )
})
