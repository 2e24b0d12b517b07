import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { coachVerb, editSeries, endAbsence, loadRules, markOf, recordAbsence } from '#coaches'
import { anyone } from '#lib/door'
import { browser, client } from '../../../testing/booking.ts'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { momentOn, timeOfDay } from '../../../testing/moments.ts'
import { recovering } from '../../../testing/recovering.ts'
import { coachActor } from '../../../testing/staff.ts'
import { running } from '../../../testing/verbs.ts'
import { bookingWorld, coachId, layCoach } from '../../../testing/world.ts'
import { book } from '../book.ts'
import { hold } from '../hold.ts'
import type { Wish } from '../wish.ts'
import { rehoming } from './rehome.ts'

/*
 * A coach's times are true (G18): whatever the coach does to their hours, is ill or leaves, nobody new is booked outside what they
 * said, and every session that they will not hold is on its way to somebody or something else, and no other is.
 */
const world = await bookingWorld([])
const { db, admin, ports, setNow, service } = world

/** Each story is some days on, at any time of day, with coaches of its own, so that they go over both clock changes of a year. */
let story = 0
let today = Temporal.PlainDate.from('2026-08-31')
let now = momentOn(today, 0)
let days: Temporal.PlainDate[] = []
let me = coachId(1)

type Hours = { startsAt: number; endsAt: number }
type Kept = { id: string; day: number; from: number; until: number }
/** What the coach said, kept apart from how the product keeps it. */
type Said = {
  hours: { is: Hours | null; named: boolean; series: number }[]
  away: { id: string; day: number }[]
  left: boolean
  bookings: Kept[]
  givenUp: Set<string>
}

const hoursOf = fc.constantFrom<(Hours | null)[]>(
  null,
  { startsAt: 480, endsAt: 720 },
  { startsAt: 600, endsAt: 1_320 },
  { startsAt: 840, endsAt: 1_080 },
)
const act = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('book' as const),
      day: fc.nat(3),
      quarter: fc.integer({ min: 32, max: 84 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      day: fc.nat(3),
      which: fc.constantFrom('one' as const, 'later' as const, 'picked' as const),
      hours: fc.oneof(hoursOf, fc.constant('usual' as const)),
      choice: fc.constantFrom('stop' as const, 'offer' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('away' as const), day: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('back' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const) }) },
)
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

const happened = new Map<string, number>()
const note = (what: string) => void happened.set(what, (happened.get(what) ?? 0) + 1)

/** Given up with its hours, which are worked again at once: chance seldom comes to it. */
const seldom: Act[] = [
  { kind: 'book', day: 0, quarter: 44 },
  { kind: 'edit', day: 0, which: 'one', hours: null, choice: 'offer' },
  { kind: 'edit', day: 0, which: 'one', hours: 'usual', choice: 'stop' },
]

it('holds whatever a coach does, in whatever order', { timeout: 240_000 }, async () => {
  const wanted = ['booked', 'refused', 'asked', 'given up', 'stays', 'taken back', 'reassigned', 'cancelled']
  const all = () => wanted.every((what) => happened.has(what))
  const stories = fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 12 }), timeOfDay, live)
  await fc.assert(stories, { numRuns: 30, examples: [[seldom, 8 * 3_600_000]] })
  for (let more = 0; more < 100 && !all(); more++) await fc.assert(stories, { numRuns: 1 })
  assert.ok(all(), `what happened: ${[...happened].join()}`)
})

async function live(acts: readonly Act[], time: number) {
  today = today.add({ days: 8 })
  now = momentOn(today, time)
  days = [3, 4, 5, 6].map((ahead) => today.add({ days: ahead }))
  story += 2
  me = coachId(story)
  await setNow(now)
  await admin.query('update coach set active = false where active')
  await layCoach(admin, { id: me })
  await layCoach(admin, { id: coachId(story + 1), closes: '12:00' })
  const said: Said = {
    hours: days.map(() => ({ is: { startsAt: 480, endsAt: 1_320 }, named: false, series: 1 })),
    away: [],
    left: false,
    bookings: [],
    givenUp: new Set(),
  }
  for (const one of acts) {
    await take(said, one)
    await compare(said)
  }
  await recoverAll(said)
}

const acting = () => ({ by: { actorKind: 'coach' as const, actorId: me }, now, rehoming })
const asMe = async <T>(work: Parameters<typeof db.withActor<T>>[1]) => db.withActor(await coachActor(admin, me), work)
const instantOf = (day: number, minutes: number) =>
  days[day]!.toZonedDateTime({
    timeZone: 'Europe/London',
    plainTime: { hour: Math.floor(minutes / 60), minute: minutes % 60 },
  }).toInstant()
const covers = ({ startsAt, endsAt }: Hours, a: { from: number; until: number }) =>
  startsAt <= a.from && a.until <= endsAt

type Kind = Act['kind']
/** An act of a kind, so that the step of that kind takes it. */
type ActOf<K extends Kind> = { [One in K]: Extract<Act, { kind: One }> & { kind: One } }[K]
const take = <K extends Kind>(said: Said, one: ActOf<K>): Promise<void> => steps[one.kind](said, one)

const steps: { [K in Kind]: (said: Said, one: ActOf<K>) => Promise<void> } = {
  async book(said: Said, { day, quarter }: Extract<Act, { kind: 'book' }>) {
    const time = { day, from: quarter * 15, until: quarter * 15 + 45 }
    const { is } = said.hours[day]!
    const free = said.bookings.every(
      (one) => one.day !== day || one.until + 15 <= time.from || time.until + 15 <= one.from,
    )
    const can =
      !said.left &&
      is !== null &&
      covers(is, time) &&
      free &&
      !said.away.some((one) => one.day === day) &&
      said.bookings.filter((one) => one.day === day).length < 8
    const wish: Wish = { service: service('lay-too'), mode: 'video', longer: false, interpreter: false, coachId: me }
    await ports.availability.load()
    const who = `s${story}p${said.bookings.length}`
    const held = await hold(ports, browser(who), wish, instantOf(day, time.from).epochMilliseconds)
    assert.equal(held.kind === 'held', can, `${days[day]} ${time.from}: ${held.kind}`)
    note(can ? 'booked' : 'refused')
    if (held.kind !== 'held') return
    const done = await book(ports, browser(who), held.id, client(who))
    assert.ok(done.kind === 'booked')
    await admin.query(`update booking set matched_on = '{}' where id = $1`, [done.id])
    said.bookings.push({ ...time, id: done.id })
  },

  async edit(said: Said, { day, which, hours, choice }: Extract<Act, { kind: 'edit' }>) {
    if (said.left || said.hours[day]!.series === 0) return
    const { rows } = await admin.query<{ id: string; from: number; until: number }>(
      `select id, (extract(epoch from starts_at) / 60)::int as from, (extract(epoch from ends_at) / 60)::int as until from coach_pattern
        where coach_id = $1 and starts_on <= $2 and coalesce(ends_on, 'infinity') >= $2`,
      [me, days[day]!.toString()],
    )
    assert.equal(rows.length, 1)
    const { id, from, until } = rows[0]!
    const usual = { startsAt: from, endsAt: until }
    const isLater = which === 'later' && hours !== 'usual'
    const edit = { which: isLater ? which : which === 'later' ? 'one' : which, dates: [days[day]!], hours } as const
    const before = said.hours.map(({ is }) => is)
    const to = hours === 'usual' ? usual : hours
    const same = to !== null && to.startsAt === usual.startsAt && to.endsAt === usual.endsAt
    // Each piece of a series that was changed for good is a series of its own.
    const { series } = said.hours[day]!
    const next = Math.max(...said.hours.map((one) => one.series)) + 1
    for (const [i, one] of said.hours.entries()) {
      if (!isLater && i === day) said.hours[i] = { is: to, named: !same, series }
      if (!isLater || i < day || one.series !== series) continue
      const stays = to !== null && one.named && i > day
      said.hours[i] = { ...(stays ? one : { is: to, named: false }), series: to === null ? 0 : next }
    }
    const mine = said.bookings
    const lost = (one: Kept) =>
      minutesIn(one).some((at) => works(before[one.day]!, at) && !works(said.hours[one.day]!.is, at))
    const whole = (one: Kept) => minutesIn(one).every((at) => works(said.hours[one.day]!.is, at))
    const inside = mine.filter(lost)
    const coach = { id: me, services: ['lay-too'] }
    const asked = await asMe((tx) => editSeries(tx, coach, id, edit, null, acting()))
    assert.equal(asked.kind, inside.length > 0 ? 'ask' : 'kept', JSON.stringify(asked))
    if (asked.kind === 'ask') {
      note('asked')
      assert.deepEqual(asked.inside.map(({ bookingId }) => bookingId).sort(), inside.map((one) => one.id).sort())
      const answer = { choice, mark: markOf(asked.inside) }
      assert.equal((await asMe((tx) => editSeries(tx, coach, id, edit, answer, acting()))).kind, 'kept')
    }
    for (const one of mine.filter(whole)) if (said.givenUp.delete(one.id)) note('taken back')
    for (const one of inside) {
      note(choice === 'offer' ? 'given up' : 'stays')
      if (choice === 'offer') said.givenUp.add(one.id)
    }
  },

  async away(said: Said, { day }: Extract<Act, { kind: 'away' }>) {
    const during = { startsAt: instantOf(day, 0), endsAt: instantOf(day, 0).add({ hours: 24 }) }
    if (said.left || said.away.some((one) => one.day === day)) return
    const answer = await asMe((tx) => recordAbsence(tx, me, during, 'ill', acting()))
    assert.ok(answer.kind === 'recorded')
    said.away.push({ id: answer.absence.id, day })
  },

  async back(said: Said) {
    const last = said.left ? undefined : said.away.pop()
    if (last) await asMe((tx) => endAbsence(tx, me, last.id, acting()))
  },

  async leave(said: Said) {
    const verb = running(coachVerb(rehoming), db)
    const { status } = await verb(said.left ? 'return' : 'leave', `Coach ${story}`)
    assert.equal(status, 0)
    said.left = !said.left
  },
}

const minutesIn = ({ from, until }: Kept) => Array.from({ length: (until - from) / 15 }, (_, i) => from + i * 15)
const works = (hours: Hours | null, at: number) => hours !== null && hours.startsAt <= at && at < hours.endsAt
const isToGo = (said: Said, one: Kept) =>
  said.left || said.givenUp.has(one.id) || said.away.some(({ day }) => day === one.day)

/** That the coach works exactly what was said, and that exactly those sessions wait that the coach will not hold. */
async function compare(said: Said) {
  const window = { from: days[0]!, until: days.at(-1)!.add({ days: 1 }), ids: [me] }
  const [rules] = await db.withActor(anyone, (tx) => loadRules(tx, window))
  assert.deepEqual(
    rules!.working,
    said.hours.flatMap(({ is }, i) =>
      is
        ? [{ startsAt: instantOf(i, is.startsAt).epochMilliseconds, endsAt: instantOf(i, is.endsAt).epochMilliseconds }]
        : [],
    ),
  )
  const { rows } = await admin.query<{ id: string }>(
    `select booking_id as id from rehome_task where settled_at is null and booking_id = any($1) order by booking_id`,
    [said.bookings.map(({ id }) => id)],
  )
  const expected = said.bookings.filter((one) => isToGo(said, one)).map(({ id }) => id)
  assert.deepEqual(
    rows.map(({ id }) => id),
    expected.sort(),
  )
}

/** That each of those comes to another coach, other times or an end with a call before it begins, and nothing happens to the rest. */
async function recoverAll(said: Said) {
  const go = () => recovering(ports)
  const leftOver = async () =>
    JSON.stringify((await admin.query('select * from rehome_task where settled_at is null')).rows)
  for (const minutes of [0, 11, 60, 300, 600, 840, 1_000]) {
    await setNow(now.add({ minutes }))
    for (let round = 0; (await go()) > 0; round++) assert.ok(round < 20, await leftOver())
  }
  const { rows } = await admin.query<{ id: string; mine: boolean; status: string; told: boolean; open: boolean }>(
    `select b.id, b.coach_id = $1 as mine, b.status,
            exists (select from message m left join rehome_task t on t.id = m.subject_id where m.recipient = 'client'
              and coalesce(t.booking_id, m.subject_id) = b.id
              and m.kind in ('booking-reassigned', 'booking-alternatives', 'booking-cancelled', 'booking-cancelled-by-service')) as told,
            exists (select from rehome_task t where t.booking_id = b.id and t.settled_at is null) as open
       from booking b where b.id = any($2)`,
    [me, said.bookings.map(({ id }) => id)],
  )
  for (const one of said.bookings) {
    const is = rows.find(({ id }) => id === one.id)!
    if (!isToGo(said, one)) assert.deepEqual([is.mine, is.status, is.told], [true, 'booked', false])
    else {
      assert.ok(!is.open && is.told && (!is.mine || is.status === 'cancelled'), JSON.stringify(is))
      note(is.status === 'cancelled' ? 'cancelled' : 'reassigned')
    }
  }
  assert.deepEqual(await wrongInDiary(admin), nothingWrong)
}
