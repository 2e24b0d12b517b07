import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { ownEntries } from '#booking'
import { anyone, worker } from '#lib/door'
import { calendarServer } from '../../../testing/calendar-server.ts'
import { calendarOf, eventOf, utcEvent } from '../../../testing/calendars.ts'
import { calendarKey, sourceFor } from '../../../testing/own-calendars.ts'
import { coachActor } from '../../../testing/staff.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { loadRules } from '../load-rules.ts'
import { removeCalendar } from './keep.ts'
import { ownCalendarOf } from './queries.ts'
import { refreshOne } from './refresh.ts'
import { minutesUntilNext, standingOf } from './rules.ts'

const dev = coachId(1)
const world = await bookingWorld([{ id: dev }, { id: coachId(2) }])
const { db, admin, ports } = world
const one = utcEvent('20261124T140000Z', '20261124T150000Z')
const onTuesday = ['2026-11-24T14:00:00Z', '2026-11-24T15:00:00Z']

/** What the server has, or what it does instead; and what it waits for before it answers. */
let has: Buffer | number = calendarOf(one)
let before: Promise<void> = Promise.resolve()
const server = await calendarServer((_, response) => {
  void before.then(() => {
    if (typeof has === 'number') response.writeHead(has).end()
    else response.end(has)
  })
})
const refresh = () =>
  refreshOne({ db, clock: ports.clock, log: () => {}, key: calendarKey, ownEntries, reach: server.reach })
const known = async () => (await db.withActor(await coachActor(admin, dev), (tx) => ownCalendarOf.one(tx, dev)))!
const standing = async () => standingOf(await known(), ports.clock())
const rulesOf = async (id = dev) => {
  const window = { from: Temporal.PlainDate.from('2026-11-23'), until: Temporal.PlainDate.from('2026-12-21') }
  return (await db.withActor(anyone, (tx) => loadRules(tx, { ...window, ids: [id] })))[0]!
}
const busy = async () =>
  (await rulesOf()).busy.map(({ startsAt, endsAt }) =>
    [startsAt, endsAt].map((at) => Temporal.Instant.fromEpochMilliseconds(at).toString()),
  )
const later = (minutes: number) => world.setNow(ports.clock().add({ minutes }))

beforeEach(async () => {
  await admin.query('delete from own_calendar')
  await world.setNow(mondayMorning)
  has = calendarOf(one)
  before = Promise.resolve()
  server.asked.length = 0
})

describe('the calendar of a coach', () => {
  it('is read as soon as its address is there, and until then nobody new can book', async () => {
    await sourceFor(world, dev)
    assert.deepEqual(await standing(), { kind: 'unread', fault: null })
    assert.equal((await rulesOf()).offersUntil, mondayMorning.epochMilliseconds)
    assert.equal(await refresh(), 1)
    assert.deepEqual(await standing(), { kind: 'read', readAt: mondayMorning })
    assert.deepEqual(await busy(), [onTuesday])
    assert.equal((await rulesOf()).offersUntil, mondayMorning.add({ hours: 24 }).epochMilliseconds)
    assert.deepEqual((await rulesOf(coachId(2))).busy, [])
  })

  it('is read again every quarter of an hour, and not before', async () => {
    await sourceFor(world, dev)
    assert.deepEqual([await refresh(), await refresh()], [1, 0])
    await later(14)
    assert.equal(await refresh(), 0)
    has = calendarOf()
    await later(1)
    assert.equal(await refresh(), 1)
    assert.deepEqual(await busy(), [])
    assert.equal(server.asked.length, 2)
  })

  it('raises the version of its coach where it says something new, and waits for nothing where it does not', async () => {
    await sourceFor(world, dev)
    const { version } = await rulesOf()
    await refresh()
    assert.equal((await rulesOf()).version, version + 1)
    await later(15)
    await refresh()
    assert.equal((await rulesOf()).version, version + 1)
    has = calendarOf()
    await later(15)
    await refresh()
    assert.equal((await rulesOf()).version, version + 2)
  })

  it('that cannot be read counts for a day as it was, with a warning, and then closes its coach alone', async () => {
    await sourceFor(world, dev)
    await sourceFor(world, coachId(2))
    assert.deepEqual([await refresh(), await refresh()], [1, 1])
    await admin.query('delete from own_calendar where coach_id = $1', [coachId(2)])
    has = 503
    await later(15)
    await refresh()
    const until = mondayMorning.add({ hours: 24 })
    assert.deepEqual(await standing(), { kind: 'failing', readAt: mondayMorning, fault: 'refused', until })
    assert.deepEqual(await busy(), [onTuesday])
    await later(23 * 60 + 44)
    assert.equal((await standing()).kind, 'failing')
    await later(1)
    assert.deepEqual(await standing(), { kind: 'closed', readAt: mondayMorning, fault: 'refused', isFile: false })
    assert.ok((await rulesOf()).offersUntil! <= ports.clock().epochMilliseconds)
    assert.equal((await rulesOf(coachId(2))).offersUntil, null)
    has = calendarOf(one)
    await refresh()
    assert.equal((await standing()).kind, 'read')
  })

  it('is tried ever more seldom while it cannot be read, and as before once it can', async () => {
    await sourceFor(world, dev)
    has = Buffer.from('<!doctype html>')
    const waits: number[] = []
    for (let i = 0; i < 7; i++) {
      assert.equal(await refresh(), 1)
      waits.push(await minutesToNext())
      await later(waits.at(-1)!)
    }
    assert.deepEqual(waits, [15, 30, 60, 120, 240, 360, 360])
    assert.deepEqual(await standing(), { kind: 'unread', fault: 'not-a-calendar' })
    assert.ok(minutesUntilNext(1_000) < 24 * 60)
    has = calendarOf()
    await refresh()
    assert.equal(await minutesToNext(), 15)
  })

  it('is read by one at a time', async () => {
    await sourceFor(world, dev)
    const answering = Promise.withResolvers<void>()
    before = answering.promise
    const first = refresh()
    await heard(1)
    assert.deepEqual([await refresh(), await refresh()], [0, 0])
    answering.resolve()
    assert.equal(await first, 1)
    assert.equal(server.asked.length, 1)
  })

  it('is taken up by another when whoever read it was gone for two minutes', async () => {
    await sourceFor(world, dev)
    await admin.query(`update own_calendar set taken_until = clock_now() + interval '2 minutes'`)
    assert.equal(await refresh(), 0)
    await later(2)
    assert.equal(await refresh(), 1)
  })

  for (const what of ['removed', 'replaced'] as const)
    it(`that was ${what} while it was being read leaves nothing of what was read`, async () => {
      await sourceFor(world, dev)
      const answering = Promise.withResolvers<void>()
      before = answering.promise
      const reading = refresh()
      await heard(1)
      const by = { actorKind: 'coach' as const, actorId: dev }
      if (what === 'removed') await db.withActor(await coachActor(admin, dev), (tx) => removeCalendar(tx, dev, by))
      else await sourceFor(world, dev)
      answering.resolve()
      await reading
      const { rows } = await admin.query<{ busy: string; read: string }>(
        'select busy::text, read_at::text as read from busy_time join own_calendar using (coach_id)',
      )
      assert.deepEqual(rows, what === 'removed' ? [] : [{ busy: '{}', read: null }])
      assert.deepEqual((await rulesOf()).busy, what === 'removed' ? [] : await nothingKnown())
    })

  it('has times and nothing else: no title, place or person of it is anywhere in the database', async () => {
    await sourceFor(world, dev)
    has = calendarOf(eventOf('UID:1', 'DTSTART:20261124T100000Z', 'DURATION:PT1H', 'DESCRIPTION:biopsy'))
    await refresh()
    assert.equal((await busy()).length, 1)
    const { rows } = await admin.query<{ name: string }>(`select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r'`)
    for (const { name } of rows) {
      const found = await admin.query(
        `select from ${name} t where t::text ~* 'alvarez|oncology|ward 7|biopsy|private/basic'`,
      )
      assert.equal(found.rowCount, 0, name)
    }
  })

  it('does not have its coach busy in sessions that are our own', async () => {
    await sourceFor(world, dev)
    has = calendarOf(
      eventOf('UID:0e3f1a77-0000-4000-8000-000000000001@appointments', 'DTSTART:20261124T100000Z', 'DURATION:PT1H'),
      one,
    )
    const own = () => Promise.resolve(['0e3f1a77-0000-4000-8000-000000000001@appointments'])
    await refreshOne({ db, clock: ports.clock, log: () => {}, key: calendarKey, ownEntries: own, reach: server.reach })
    assert.deepEqual(await busy(), [onTuesday])
  })

  it('whose address does not open any more says so, and asks nobody', async () => {
    await sourceFor(world, dev)
    const other = Buffer.alloc(32, 9)
    await refreshOne({ db, clock: ports.clock, log: () => {}, key: other, ownEntries, reach: server.reach })
    assert.deepEqual(await standing(), { kind: 'unread', fault: 'lost' })
    assert.equal(server.asked.length, 0)
  })

  it('goes with a coach who leaves', async () => {
    await sourceFor(world, dev)
    await refresh()
    await admin.query('update coach set active = false where id = $1', [dev])
    assert.equal((await admin.query('select from busy_time')).rowCount, 0)
    await admin.query('update coach set active = true where id = $1', [dev])
    assert.equal((await rulesOf()).offersUntil, null)
  })
})

describe('who may see what of it', () => {
  it('shows the address to the worker alone, and how it goes to its own coach', async () => {
    await sourceFor(world, dev)
    await refresh()
    const as = async (actor: Parameters<typeof db.withActor>[0], text: string) =>
      db
        .withActor(actor, (tx) => tx.send('', text, []))
        .then(
          (rows) => rows.length,
          (error: { code: string }) => error.code,
        )
    const coach = () => coachActor(admin, dev)
    const other = () => coachActor(admin, coachId(2))
    const sealed = 'select sealed_address from own_calendar'
    assert.equal(await as(await coach(), sealed), '42501')
    assert.equal(await as(anyone, sealed), '42501')
    assert.equal(await as(worker, sealed), 1)
    assert.equal(await as(await coach(), 'select fault from own_calendar'), 1)
    assert.equal(await as(await other(), 'select fault from own_calendar'), 0)
    assert.equal(await as(anyone, 'select coach_id from own_calendar'), '42501')
    assert.equal(await as(await other(), `delete from own_calendar returning id`), 0)
    assert.equal(await as(await coach(), 'select busy from busy_time'), 1)
    assert.equal(await as(await other(), 'select busy from busy_time'), 0)
    assert.equal(await as(await coach(), `update busy_time set busy = '{}'`), '42501')
    assert.equal(await as(worker, 'delete from own_calendar'), '42501')
  })
})

async function minutesToNext(): Promise<number> {
  const { rows } = await admin.query<{ minutes: number }>(
    'select (extract(epoch from next_at - clock_now()) / 60)::integer as minutes from own_calendar',
  )
  return rows[0]!.minutes
}

async function heard(times: number) {
  while (server.asked.length < times) await new Promise((resolve) => setImmediate(resolve))
}

/** All of the window: of what has not been read nothing is known. */
async function nothingKnown() {
  const { working } = await rulesOf()
  assert.ok(working.length > 0)
  return [
    { startsAt: mondayMorning.epochMilliseconds, endsAt: Temporal.Instant.from('2026-12-21T00:00Z').epochMilliseconds },
  ]
}
