import assert from 'node:assert/strict'
import { coachActor } from '../../testing/staff.ts'
import { it } from 'node:test'
import { toInstant } from '#lib/time'
import { recordAbsence } from '#coaches'
import { readFor, sourceFor, type Source } from '../../testing/own-calendars.ts'
import { bookerOf, browser, client, letAct } from '../../testing/booking.ts'
import { nothingWrong, wrongInDiary } from '../../testing/diary.ts'
import { bookingWorld, coachId, mondayMorning } from '../../testing/world.ts'
import { book } from './book.ts'
import { cancel } from './cancel.ts'
import { hold } from './hold.ts'
import { move, moveTo } from './move.ts'
import { rehoming } from './rehome/rehome.ts'
import type { Wish } from './wish.ts'

const writers = 80
const actsOfEach = 12
const people = [15, 30, 15, 45, 15].map((gapMinutes, i) => ({ id: coachId(i + 1), gapMinutes, dailyCap: 3 }))
// As many connections as writers: nobody waits for anything but the diary.
const world = await bookingWorld(people, mondayMorning, { connections: writers })
const { ports } = world
const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
const minute = 60_000
/** Where each coach's own calendar is. */
const sources = new Map<string, Source>()
const days = 6
const starts = Array.from({ length: days * 9 }, (_, i) => {
  const morning = mondayMorning.epochMilliseconds + (1 + (i % days)) * 86_400_000
  return morning + Math.floor(i / days) * 75 * minute
})

it('leaves the diary right when eighty at once hold, book, move, cancel, go away and are busy elsewhere', async () => {
  for (const { id } of people) {
    sources.set(id, await sourceFor(world, id))
    await readFor(world, sources.get(id)!, [])
  }
  await ports.availability.refresh(people.map(({ id }) => id))
  const counts = new Map<string, number>()
  const count = (what: string) => void counts.set(what, (counts.get(what) ?? 0) + 1)
  // Bookings are anybody's to move and to cancel here: two writers often act on the same one.
  const bookings: string[] = []
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      const draw = drawer(writer + 1)
      for (let n = 0; n < actsOfEach; n++) count(await act(draw, bookings, `storm ${writer}`, n))
    }),
  )
  assert.deepEqual(await wrongInDiary(world.admin), nothingWrong)
  for (const what of ['held', 'slot-taken', 'booked', 'moved', 'cancelled', 'recorded', 'busy elsewhere'])
    assert.ok((counts.get(what) ?? 0) >= 5, `${what}: ${counts.get(what) ?? 0} of ${writers * actsOfEach}`)
  const { rows } = await world.admin.query<{ over: number }>('select count(*)::integer as over from rehome_task')
  assert.ok(rows[0]!.over > 0, 'some absences were recorded over bookings that stood')
})

it('keeps one hold of a browser, however often it presses', async () => {
  const owner = browser('impatient')
  const free = ports.availability.first(wish, mondayMorning.epochMilliseconds + 7 * 86_400_000, Infinity, 24)
  await Promise.all(free.map(({ startsAt }) => hold(ports, owner, wish, startsAt)))
  assert.deepEqual(await wrongInDiary(world.admin), nothingWrong)
})

/** One thing that a writer does; says what came of it. */
async function act(draw: (upTo: number) => number, bookings: string[], who: string, n: number): Promise<string> {
  const start = starts[draw(starts.length)]!
  const booking = bookings[draw(Math.max(bookings.length, 1))]
  const chance = draw(100)
  if (chance < 2) return goAway(coachId(1 + draw(people.length)), start)
  if (chance < 3 && booking) return fallIll(booking)
  if (chance < 6) return isBusy(coachId(1 + draw(people.length)), start)
  if (chance < 25 && booking)
    return (await cancel(ports, (await bookerOf(world.admin, booking)).actor, booking, 'client', 'client')).kind
  if (chance < 40 && booking) return moveAnyTo(booking, start)
  const named = draw(3) === 0 ? { coachId: coachId(1 + draw(people.length)) } : {}
  const kept = await hold(ports, browser(who), { ...wish, ...named }, start)
  if (kept.kind !== 'held' || chance < 50) return kept.kind
  if (chance < 65 && booking) await letAct(world.admin, booking, browser(who))
  if (chance < 65 && booking) return (await move(ports, browser(who), booking, kept.id, 'client')).kind
  const booked = await book(ports, browser(who), kept.id, client(`${who} ${n}`))
  if (booked.kind === 'booked') bookings.push(booked.id)
  return booked.kind
}

async function moveAnyTo(id: string, start: number): Promise<string> {
  const { rows } = await world.admin.query<{ coachId: string; claimId: string }>(
    'select coach_id as "coachId", claim_id as "claimId" from booking where id = $1',
    [id],
  )
  return (await moveTo(ports, (await bookerOf(world.admin, id)).actor, { id, ...rows[0]! }, wish, start, 'client')).kind
}

/** The coach of a booking is away just when it would be. */
async function fallIll(id: string): Promise<string> {
  const { rows } = await world.admin.query<{ coachId: string; startsAt: number }>(
    `select booking.coach_id as "coachId", (extract(epoch from lower(during)) * 1000)::float8 as "startsAt"
     from booking join claim on claim.id = claim_id where booking.id = $1`,
    [id],
  )
  return goAway(rows[0]!.coachId, rows[0]!.startsAt)
}

async function goAway(coach: string, start: number): Promise<string> {
  const during = { startsAt: toInstant(start), endsAt: toInstant(start + 45 * minute) }
  const by = { by: { actorKind: 'coach', actorId: coach } as const, now: mondayMorning, rehoming }
  return (
    await ports.db.withActor(await coachActor(world.admin, coach), (tx) => recordAbsence(tx, coach, during, 'ill', by))
  ).kind
}

/** Their own calendar is read, and has them busy then. */
async function isBusy(coach: string, start: number): Promise<string> {
  await readFor(world, sources.get(coach)!, [{ startsAt: start, endsAt: start + 45 * minute }])
  return 'busy elsewhere'
}

/** Draws numbers by chance, the same at every run. */
function drawer(seed: number) {
  let state = seed * 7_919
  return (upTo: number) => (state = (state * 48_271) % 2_147_483_647) % upTo
}
