import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { anyone } from '#lib/door'
import { civilDate, toInstant } from '#lib/time'
import { loadRules, matches, type CoachRules } from '#coaches'
import { freshDatabase } from '../testing/database.ts'
import { keysFor } from '../testing/keys.ts'
import { ama, dev } from './cast.ts'
import { dayRange, isOpen } from './demo/timetable.ts'
import { layDemo } from './demo.ts'
import { layReference } from './reference.ts'

const { db, admin } = await freshDatabase()
const hash = (text: string) => createHash('sha256').update(text).digest()
const hashes = { contact: hash, visit: hash }
const { holder: vault } = await keysFor({ db })
const laying = { hashes, vault }
const services = { 'lay-too': 45, 'lay-too-ed': 45, 'lay-career': 45, 'lay-team': 60 }
const minute = 60_000

before(() => layReference(admin))

type Laid = {
  coachId: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  until: Temporal.Instant
  status: string
  madeAt: Temporal.Instant
}

async function lay(now: Temporal.Instant) {
  await admin.query('truncate coach, provider, request_record, staff, client, wrapped_key cascade')
  assert.equal(await layDemo(admin, now, laying), true)
  const { rows } = await admin.query<Laid>(
    `select b.coach_id as "coachId", b.starts_at as "startsAt", b.ends_at as "endsAt", upper(c.during) as until, b.status,
            b.made_at as "madeAt"
       from booking b join claim c on c.id = b.claim_id order by b.starts_at`,
  )
  const days = { from: civilDate(now).subtract({ days: 7 }), until: civilDate(now).add({ days: 15 }) }
  const rules = await db.withActor(anyone, (tx) => loadRules(tx, days))
  return { bookings: rows, rules: new Map(rules.map((coach) => [coach.id, coach])) }
}

/** A moment of each kind: by day, at night, at a weekend, at both clock changes, and on a bank holiday. */
const moments = [
  '2026-11-23T10:07Z',
  '2026-11-28T23:30Z',
  '2026-11-29T21:20Z',
  '2026-12-25T06:00Z',
  '2027-03-27T20:40Z',
  '2027-03-28T00:30Z',
  '2026-10-25T01:30Z',
  '2026-10-23T14:59Z',
].map((text) => Temporal.Instant.from(text))

for (const now of moments)
  describe(`the demonstration as laid at ${now.toString()}`, () => {
    let world: Awaited<ReturnType<typeof lay>>
    before(async () => {
      world = await lay(now)
    })

    it('has about 26 sessions a day for three weeks, told as they would stand by now', () => {
      const { bookings } = world
      const byDay = Map.groupBy(bookings, ({ startsAt }) => civilDate(startsAt).toString())
      assert.equal(byDay.size, 22)
      for (const [day, all] of byDay) assert.ok(all.length >= 18 && all.length <= 32, `${day}: ${all.length}`)
      const mean = bookings.length / byDay.size
      assert.ok(mean > 23 && mean < 29, String(mean))
      for (const { endsAt, startsAt, madeAt, status } of bookings) {
        assert.ok(Temporal.Instant.compare(madeAt, now) < 0 && Temporal.Instant.compare(madeAt, startsAt) < 0)
        const over = Temporal.Instant.compare(endsAt, now) <= 0
        assert.ok((over ? ['fulfilled', 'noshow', 'cancelled'] : ['booked', 'cancelled']).includes(status))
      }
      assert.deepEqual(new Set(bookings.map(({ status }) => status)).size, 4)
    })

    it('keeps every session in open hours, in its coach’s hours, out of absences, and apart from the others', () => {
      for (const [id, sessions] of Map.groupBy(world.bookings, ({ coachId }) => coachId)) {
        const coach = world.rules.get(id)!
        sessions.forEach((session, i) => {
          const range = { startsAt: session.startsAt.epochMilliseconds, endsAt: session.endsAt.epochMilliseconds }
          assert.ok(isOpen(range))
          assert.ok(worksIn(coach, range))
          const before = sessions[i - 1]
          if (before) assert.ok(Temporal.Instant.compare(before.until, session.startsAt) <= 0)
        })
        for (const [, all] of Map.groupBy(sessions, ({ startsAt }) => civilDate(startsAt).toString()))
          assert.ok(all.length <= coach.dailyCap)
      }
    })

    it('gives Dev and Ama sessions today and tomorrow, and Dev one that begins soon while there is time', () => {
      const today = civilDate(now)
      for (const { coachId } of [dev, ama])
        for (const day of [today, today.add({ days: 1 })]) {
          const found = world.bookings.filter((b) => b.coachId === coachId && civilDate(b.startsAt).equals(day))
          assert.ok(found.length >= 2, `${coachId} ${day}: ${found.length}`)
        }
      const soon = world.bookings.some(({ coachId, startsAt, status }) => {
        const minutes = startsAt.since(now).total('minutes')
        return coachId === dev.coachId && status === 'booked' && minutes >= 30 && minutes <= 50
      })
      const local = now.toZonedDateTimeISO('Europe/London')
      const clock = local.hour * 60 + local.minute
      assert.equal(soon, clock >= 445 && clock <= 1_225)
    })

    it('leaves a real time within 24 hours for each service, by video and by phone', () => {
      for (const [service, minutes] of Object.entries(services))
        for (const mode of ['video', 'phone'])
          assert.ok(hasTime(world, { service, mode, minutes }, now.epochMilliseconds), `${service} ${mode}`)
    })

    it('counts a request for every booking', async () => {
      const { rows } = await admin.query<{ requests: number; wrong: number; soon: number }>(
        `select count(*)::integer as requests,
                (count(*) filter (where earliest_start < asked_at or within_24_hours <> (earliest_start <= asked_at + interval '24 hours')))::integer as wrong,
                avg(within_24_hours::integer)::float as soon from request_record`,
      )
      assert.ok(rows[0]!.requests >= world.bookings.length)
      assert.equal(rows[0]!.wrong, 0)
      assert.ok(rows[0]!.soon > 0.9)
    })

    it('is laid once', async () => {
      assert.equal(await layDemo(admin, now, laying), false)
    })
  })

it('tells the same story when laid again at the same moment', async () => {
  const story = async () => {
    await lay(moments[0]!)
    // Sealed cells are never the same twice.
    const { rows } = await admin.query<{ all: string }>(
      `select md5(string_agg((to_jsonb(b) - 'sealed_adjustments')::text || p.client_id || p.takes_texts, '' order by b.id)) as all
         from booking b join booking_person p on p.booking_id = b.id`,
    )
    return rows[0]!.all
  }
  assert.equal(await story(), await story())
})

function worksIn(coach: CoachRules, { startsAt, endsAt }: { startsAt: number; endsAt: number }): boolean {
  const away = coach.absences.some((range) => range.startsAt < endsAt && startsAt < range.endsAt)
  return !away && coach.working.some((range) => range.startsAt <= startsAt && endsAt <= range.endsAt)
}

/** Looks at every quarter-hour and every coach, as slowly as can be. */
function hasTime(
  { rules, bookings }: Awaited<ReturnType<typeof lay>>,
  { service, mode, minutes }: { service: string; mode: string; minutes: number },
  now: number,
): boolean {
  const standing = bookings.filter(({ status }) => status !== 'cancelled')
  const first = Math.ceil((now + 30 * minute) / (15 * minute)) * 15 * minute
  for (let startsAt = first; startsAt <= now + 24 * 60 * minute; startsAt += 15 * minute) {
    const range = { startsAt, endsAt: startsAt + minutes * minute }
    if (!isOpen(range)) continue
    for (const coach of rules.values()) {
      if (!matches(coach, { service, mode }) || !worksIn(coach, range)) continue
      const day = dayRange(civilDate(toInstant(startsAt)))
      const own = standing.filter(({ coachId }) => coachId === coach.id)
      const onDay = own.filter(
        (b) => b.startsAt.epochMilliseconds >= day.startsAt && b.startsAt.epochMilliseconds < day.endsAt,
      )
      const until = range.endsAt + coach.gapMinutes * minute
      const taken = own.some((b) => b.startsAt.epochMilliseconds < until && startsAt < b.until.epochMilliseconds)
      if (!taken && onDay.length < coach.dailyCap) return true
    }
  }
  return false
}
