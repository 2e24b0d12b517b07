import assert from 'node:assert/strict'
import { coachActor } from '../../testing/staff.ts'
import { it } from 'node:test'
import fc from 'fast-check'
import { toInstant, type Millis } from '#lib/time'
import { recordAbsence } from '#coaches'
import { bookerOf, browser, letAct, client } from '../../testing/booking.ts'
import { nothingWrong, wrongInDiary } from '../../testing/diary.ts'
import { claimsOf, timeWith, whoCan, whyFixed, whyNotKept, type Story, type StoryHold } from '../../testing/story.ts'
import { bookingWorld, coachId } from '../../testing/world.ts'
import { book } from './book.ts'
import { cancel } from './cancel.ts'
import { hold } from './hold.ts'
import { move, moveTo } from './move.ts'
import { rehoming } from './rehome/rehome.ts'
import type { Wish } from './wish.ts'

const minute = 60_000
const dawn = Temporal.Instant.from('2026-11-24T07:00:00Z')
const coaches = [15, 30, 15].map((gapMinutes, i) => ({ id: coachId(i + 1), dailyCap: 3, gapMinutes }))
const world = await bookingWorld(coaches, dawn)
const { ports, admin } = world
await admin.query(
  `create function ms(at timestamptz) returns bigint language sql immutable as 'select (extract(epoch from at) * 1000)::bigint'`,
)
const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
const browsers = ['amina', 'mark', 'grace', 'sam']
const starts = Array.from({ length: 8 }, (_, i) => dawn.epochMilliseconds + 75 * minute + i * 30 * minute)

/** How often each thing happened in all stories together: what never happened was not tested. */
const happened = new Map<string, number>()
const note = (what: string) => void happened.set(what, (happened.get(what) ?? 0) + 1)

/** A step of a story: what it does to the real product, told from what the story says must come of it. */
type Step = { told: string; can?: (story: Story) => boolean; run: (story: Story) => Promise<void> }

const command = ({ told, can, run }: Step): fc.AsyncCommand<Story, null> => ({
  check: (story) => can?.(story) ?? true,
  run: async (story) => {
    await run(story)
    await compare(story)
  },
  toString: () => told,
})

/** One of them; three times of four one that still stands, where any does. */
function some<T extends { status: string } | { state: string }>(from: readonly T[], pick: number): T {
  const standing = from.filter((one) => ('status' in one ? one.status === 'booked' : one.state === 'live'))
  const choice = pick % 4 === 0 || standing.length === 0 ? from : standing
  return choice[pick % choice.length]!
}
const anyHold = ({ holds }: Story) => holds.length > 0
const anyBooking = ({ bookings }: Story) => bookings.length > 0

const holding = (who: string, start: Millis, named: string | null): Step => ({
  told: `${who} holds ${toInstant(start)}${named ? ` with ${named.slice(-1)}` : ''}`,
  async run(story) {
    const own = story.holds.find((one) => one.browser === who && one.state === 'live')
    const can = whoCan(story, start, named, own)
    const answer = await hold(ports, browser(who), { ...wish, ...(named ? { coachId: named } : {}) }, start)
    note(`hold ${answer.kind}`)
    if (answer.kind !== 'held') {
      assert.equal(answer.kind, can)
      if (own) assert.equal(await stateOf(own), 'live', 'what was held before stands')
      return
    }
    assert.ok(can.includes(answer.coach.id), `${answer.coach.id} of ${can}`)
    if (own) own.state = 'released'
    const time = timeWith(story, answer.coach.id, start)
    const expiresAt = story.now + 10 * minute
    story.holds.push({ ...time, id: answer.id, browser: who, expiresAt, state: 'live' })
  },
})

const booking = (pick: number): Step => ({
  told: `book hold ${pick}`,
  can: anyHold,
  async run(story) {
    const kept = some(story.holds, pick)
    const refusal = whyNotKept(story, kept)
    note(`book ${refusal ?? 'booked'}`)
    const answer = await book(ports, browser(kept.browser), kept.id, client(`client ${story.bookings.length}`))
    assert.equal(answer.kind, refusal?.split(':')[0] ?? 'booked')
    if (answer.kind !== 'booked') return
    kept.state = 'used'
    const { coach, startsAt, endsAt, until } = kept
    story.bookings.push({ coach, startsAt, endsAt, until, id: answer.id, status: 'booked', sequence: 0 })
  },
})

const moving = (pick: number, pickHold: number): Step => ({
  told: `move booking ${pick} to hold ${pickHold}`,
  can: (story) => anyHold(story) && anyBooking(story),
  async run(story) {
    const [moved, kept] = [some(story.bookings, pick), some(story.holds, pickHold)]
    const refusal = whyFixed(story, moved) ?? whyNotKept(story, kept)
    note(`move ${refusal ?? 'moved'}`)
    await letAct(admin, moved.id, browser(kept.browser))
    const answer = await move(ports, browser(kept.browser), moved.id, kept.id, 'client')
    assert.equal(answer.kind, refusal?.split(':')[0] ?? 'moved')
    if (answer.kind !== 'moved') return
    kept.state = 'used'
    const { coach, startsAt, endsAt, until } = kept
    Object.assign(moved, { coach, startsAt, endsAt, until, sequence: moved.sequence + 1 })
    assert.equal(answer.sequence, moved.sequence)
  },
})

const movingTo = (pick: number, start: Millis): Step => ({
  told: `move booking ${pick} to ${toInstant(start)}`,
  can: anyBooking,
  async run(story) {
    const moved = some(story.bookings, pick)
    const [fixed, can] = [whyFixed(story, moved), whoCan(story, start, null, moved)]
    const { rows } = await admin.query<{ claimId: string }>('select claim_id as "claimId" from booking where id = $1', [
      moved.id,
    ])
    const answer = await moveTo(
      ports,
      (await bookerOf(admin, moved.id)).actor,
      { id: moved.id, coachId: moved.coach, ...rows[0]! },
      wish,
      start,
      'client',
    )
    note(`move to ${answer.kind}`)
    // Of two reasons either may be given.
    const reasons: unknown[] = [fixed, can].filter((one) => typeof one === 'string')
    if (reasons.length > 0) return assert.ok(reasons.includes(answer.kind), `${answer.kind}, not ${reasons}`)
    assert.equal(answer.kind, 'moved')
    const { rows: now } = await admin.query<{ coach: string }>('select coach_id as coach from booking where id = $1', [
      moved.id,
    ])
    assert.ok(can.includes(now[0]!.coach), `${now[0]!.coach} of ${can}`)
    Object.assign(moved, timeWith(story, now[0]!.coach, start), { sequence: moved.sequence + 1 })
  },
})

const cancelling = (pick: number): Step => ({
  told: `cancel booking ${pick}`,
  can: anyBooking,
  async run(story) {
    const one = some(story.bookings, pick)
    const refusal = whyFixed(story, one)
    note(`cancel ${refusal ?? 'cancelled'}`)
    const answer = await cancel(ports, (await bookerOf(admin, one.id)).actor, one.id, 'client', 'client')
    if (refusal === 'too-late') return assert.equal(answer.kind, 'too-late')
    if (refusal === null) Object.assign(one, { status: 'cancelled', sequence: one.sequence + 1 })
    assert.deepEqual(
      [answer.kind, answer.kind === 'cancelled' && answer.again, answer.kind === 'cancelled' && answer.sequence],
      ['cancelled', refusal !== null, one.sequence],
    )
  },
})

const leaving = (coach: string, start: Millis, minutes: number): Step => ({
  told: `coach ${coach.slice(-1)} is away from ${toInstant(start)} for ${minutes} minutes`,
  async run(story) {
    const away = { startsAt: start, endsAt: start + minutes * minute }
    const during = { startsAt: toInstant(away.startsAt), endsAt: toInstant(away.endsAt) }
    const by = { by: { actorKind: 'coach', actorId: coach } as const, now: toInstant(story.now), rehoming }
    const answer = await ports.db.withActor(await coachActor(admin, coach), (tx) =>
      recordAbsence(tx, coach, during, 'ill', by),
    )
    note(`absence ${answer.kind}`)
    if (answer.kind === 'recorded') story.absences.push({ ...away, coach })
  },
})

const waiting = (millis: Millis): Step => ({
  told: `wait ${millis} ms`,
  async run(story) {
    story.now += millis
    await world.setNow(toInstant(story.now))
  },
})

const start = fc.constantFrom(...starts)
const coach = fc.constantFrom(...coaches.map(({ id }) => id))
const pick = fc.nat(63)
const often = <T>(times: number, one: T): T[] => Array.from({ length: times }, () => one)

const steps = [
  ...often(
    5,
    fc
      .tuple(fc.constantFrom(...browsers), start, fc.option(coach, { freq: 1 }))
      .map(([who, at, named]) => command(holding(who, at, named))),
  ),
  ...often(
    3,
    pick.map((one) => command(booking(one))),
  ),
  ...often(
    2,
    fc.tuple(pick, pick).map(([one, kept]) => command(moving(one, kept))),
  ),
  ...often(
    2,
    fc.tuple(pick, start).map(([one, at]) => command(movingTo(one, at))),
  ),
  pick.map((one) => command(cancelling(one))),
  fc.tuple(coach, start, fc.constantFrom(15, 60, 180)).map(([one, at, minutes]) => command(leaving(one, at, minutes))),
  ...often(
    2,
    fc.constantFrom(1, minute, 4 * minute, 10 * minute - 1, 10 * minute).map((millis) => command(waiting(millis))),
  ),
  fc.constant(command(waiting(70 * minute))),
]

it('any order of holding, waiting, booking, moving, cancelling and absence on one day ends as the rules say', async () => {
  const wanted = ['hold held', 'hold slot-taken', 'hold no-such-slot', 'book booked', 'book hold-used: used']
    .concat(['book hold-expired: let go', 'book hold-expired: absent', 'move moved', 'move to moved'])
    .concat(['cancel cancelled', 'cancel already-cancelled', 'cancel too-late', 'absence recorded'])
  // Chance may keep a rare thing out of seventy stories: then more are told, until everything has happened.
  for (let numRuns = 70; numRuns < 300 && !wanted.every((outcome) => happened.has(outcome)); numRuns++)
    await fc.assert(
      fc.asyncProperty(fc.commands(steps, { maxCommands: 60, size: 'max' }), (commands) =>
        fc.asyncModelRun(async () => ({ model: await newDay(), real: null }), commands),
      ),
      { numRuns: numRuns === 70 ? 70 : 1 },
    )
  assert.deepEqual(
    wanted.filter((outcome) => !happened.has(outcome)),
    [],
    'these never happened',
  )
})

/** An empty diary at dawn. */
async function newDay(): Promise<Story> {
  await admin.query(
    'truncate hold, booking, booking_person, booking_change, rehome_task, absence, claim, message cascade',
  )
  await world.setNow(dawn)
  await ports.availability.load()
  const now = dawn.epochMilliseconds
  return {
    now,
    coaches: coaches.map(({ id, dailyCap, gapMinutes }) => ({ id, cap: dailyCap, gapMillis: gapMinutes * minute })),
    holds: [],
    bookings: [],
    absences: [],
  }
}

async function stateOf({ id }: StoryHold): Promise<StoryHold['state']> {
  const { rows } = await admin.query<Pick<StoryHold, 'state'>>('select state from hold where id = $1', [id])
  return rows[0]!.state
}

/** The real diary holds what the story says, and nothing is wrong in it. */
async function compare(story: Story): Promise<void> {
  const { rows } = await admin.query<{ claims: unknown; bookings: unknown; holds: unknown }>(
    `select
       (select coalesce(jsonb_agg(jsonb_build_array(coach_id, ms(lower(during)), ms(upper(during)))
          order by coach_id, lower(during)), '[]') from claim where active and (expires_at is null or expires_at > clock_now())) as claims,
       (select coalesce(jsonb_agg(jsonb_build_array(id, status, coach_id, ms(starts_at), ms(ends_at), sequence) order by id), '[]')
          from booking) as bookings,
       (select coalesce(jsonb_agg(jsonb_build_array(id, state) order by id), '[]') from hold) as holds`,
  )
  assert.deepEqual(rows[0], {
    claims: claimsOf(story)
      .sort((a, b) => (a.coach === b.coach ? a.startsAt - b.startsAt : a.coach < b.coach ? -1 : 1))
      .map(({ coach, startsAt, until }) => [coach, startsAt, until]),
    bookings: byId(story.bookings).map(({ id, status, coach, startsAt, endsAt, sequence }) => [
      id,
      status,
      coach,
      startsAt,
      endsAt,
      sequence,
    ]),
    holds: byId(story.holds).map(({ id, state }) => [id, state]),
  })
  assert.deepEqual(await wrongInDiary(admin), nothingWrong)
}

function byId<T extends { id: string }>(all: readonly T[]): T[] {
  return [...all].sort((a, b) => (a.id < b.id ? -1 : 1))
}
