import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { removeCalendar, keepFile } from '../coaches/own-calendar/keep.ts'
import { browser } from '../../testing/booking.ts'
import { failFor, readFor, sourceFor, type Source } from '../../testing/own-calendars.ts'
import { coachActor } from '../../testing/staff.ts'
import { bookingWorld, coachId, mondayMorning } from '../../testing/world.ts'
import { overlaps, type Range } from './availability/rules.ts'
import { hold } from './hold.ts'
import type { Wish } from './wish.ts'

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
const world = await bookingWorld([{ id: coachId(1) }, { id: coachId(2) }])
const { ports, db, admin } = world
const { availability } = ports
const dev = coachId(1)
const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false, coachId: dev }
const by = { actorKind: 'coach' as const, actorId: dev }

/** What is true of Dev: until when what a calendar said counts, up to when it said anything, and when it had him busy. */
type Truth = { now: number; source: Source | 'file' | null; counts: number; covers: number; busy: Range[] }

const isFree = ({ now, source, counts, covers, busy }: Truth, start: number) =>
  source === null ||
  (now < counts && start + 45 * minute <= covers && !busy.some((one) => overlaps(one, start, start + 45 * minute)))

type Act = { told: string; run: (truth: Truth) => Promise<void> }
const busyTimes = fc
  .array(fc.record({ quarter: fc.nat(28 * 96), long: fc.integer({ min: 1, max: 60 }) }), { maxLength: 10 })
  .map((all) => all.map(({ quarter, long }) => [quarter, quarter + long] as const))
/** In order and apart, as the reading gives them. */
const stretches = (now: number, times: readonly (readonly [number, number])[]): Range[] => {
  const first = Math.floor(now / (15 * minute)) * 15 * minute
  const all = [...times].sort(([a], [b]) => a - b)
  return all
    .filter(([from], i) => all.slice(0, i).every(([, until]) => until < from))
    .map(([from, until]) => ({ startsAt: first + from * 15 * minute, endsAt: first + until * 15 * minute }))
}
const adding: Act = {
  told: 'adds an address',
  async run(truth) {
    Object.assign(truth, { source: await sourceFor(world, dev), counts: truth.now, covers: truth.now, busy: [] })
  },
}
const reading = fc.tuple(busyTimes, fc.constantFrom(10, 60, 60)).map(([times, days]): Act => ({
  told: `is read, ${times.length} times, ${days} days`,
  async run(truth) {
    if (!truth.source || truth.source === 'file') return
    const busy = stretches(truth.now, times)
    await readFor(world, truth.source, busy, days)
    Object.assign(truth, { counts: truth.now + day, covers: truth.now + days * day, busy })
  },
}))
const uploading = busyTimes.map((times): Act => ({
  told: `uploads a file, ${times.length} times`,
  async run(truth) {
    const busy = stretches(truth.now, times)
    const until = ports.clock().add({ hours: 24 * 60 })
    await db.withActor(await coachActor(admin, dev), (tx) => keepFile(tx, dev, { busy, until }, by))
    Object.assign(truth, { source: 'file', counts: truth.now + 28 * day, covers: truth.now + 60 * day, busy })
  },
}))
const failing: Act = {
  told: 'cannot be read',
  run: async ({ source }) => void (source && source !== 'file' && (await failFor(world, source))),
}
const removing: Act = {
  told: 'is removed',
  async run(truth) {
    const was = await db.withActor(await coachActor(admin, dev), (tx) => removeCalendar(tx, dev, by))
    assert.equal(was, truth.source !== null)
    truth.source = null
  },
}
const waiting = fc.constantFrom(1, 23, 24, 25, 24 * 14).map((hours): Act => ({
  told: `${hours} hours pass`,
  async run(truth) {
    truth.now += hours * hour
    await world.setNow(ports.clock().add({ hours }))
  },
}))
const acts = fc.oneof(
  { weight: 5, arbitrary: reading },
  { weight: 2, arbitrary: uploading },
  { weight: 3, arbitrary: fc.constantFrom(adding, failing, removing) },
  { weight: 2, arbitrary: waiting },
)

/** A start in the middle of a busy time of daytime, where there is one; else any. */
function inBusy({ now, busy }: Truth, pick: number): number {
  const middles = busy.map(({ startsAt, endsAt }) => Math.floor((startsAt + endsAt) / 2 / hour) * hour)
  const daytime = middles.filter((at) => at > now + hour && at % day > 9 * hour && at % day < 20 * hour)
  return daytime[pick % Math.max(daytime.length, 1)] ?? Math.ceil(now / hour) * hour + pick * 15 * minute
}

const seen = new Map<string, number>()
const note = (what: string) => void seen.set(what, (seen.get(what) ?? 0) + 1)

it('a coach is never free when their own calendar does not say so, whatever memory believes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(acts, fc.array(fc.nat(27 * 96), { minLength: 2, maxLength: 2 })), {
        minLength: 3,
        maxLength: 12,
      }),
      async (story) => {
        await admin.query('delete from own_calendar')
        await admin.query('update claim set active = false')
        await world.setNow(mondayMorning)
        await availability.load()
        const truth: Truth = { now: mondayMorning.epochMilliseconds, source: null, counts: 0, covers: 0, busy: [] }
        for (const [act, picks] of [[adding, []] as const, ...story]) {
          await act.run(truth)
          // Memory has heard of nothing; the diary decides.
          for (const pick of picks) {
            const start = pick % 2 === 0 ? inBusy(truth, pick) : Math.ceil(truth.now / hour) * hour + pick * 15 * minute
            const answer = await hold(ports, browser('somebody'), wish, start)
            note(answer.kind)
            if (answer.kind === 'held') assert.ok(isFree(truth, start), `${act.told}: held though not free`)
          }
          await admin.query('update claim set active = false')
          // Read anew as it is when time goes on: everything after midnight, else who has changed.
          await availability.load()
          const offered = availability.first(wish, truth.now, Infinity, 5_000).map(({ startsAt }) => startsAt)
          const others = availability.first({ ...wish, coachId: coachId(2) }, truth.now, Infinity, 5_000)
          const expected = others.map(({ startsAt }) => startsAt).filter((start) => isFree(truth, start))
          assert.deepEqual(offered, expected, act.told)
          const closed = truth.source !== null && truth.now >= truth.counts
          note(closed ? 'closed' : 'open')
          if (others[0] && closed) assert.equal(availability.why(wish, dev, others[0].startsAt), 'calendar unread')
        }
        const { rows } = await admin.query<{ tasks: number }>('select count(*)::integer as tasks from rehome_task')
        assert.equal(rows[0]!.tasks, 0, 'nobody is to be re-homed for it')
      },
    ),
    { numRuns: 40 },
  )
  for (const what of ['held', 'no-such-slot', 'closed', 'open'])
    assert.ok((seen.get(what) ?? 0) > 20, `${what}: ${seen.get(what) ?? 0}`)
})
