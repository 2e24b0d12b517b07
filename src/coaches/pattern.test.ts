import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { dayNumber } from './days.ts'
import { workingRanges, type Exception, type Pattern } from './pattern.ts'
import { expandedDays } from './recurrence.ts'
import type { Range } from './ranges.ts'

const zones = [
  'Europe/London',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Pacific/Chatham',
  'Africa/Casablanca',
]
const day = (text: string) => Temporal.PlainDate.from(text)
const hours = (startsAt: number, endsAt: number, zone = 'Europe/London') => ({ startsAt, endsAt, zone })
const everyDay = (from: number, until: number, zone?: string): Pattern => ({
  rule: 'FREQ=DAILY',
  startsOn: day('2023-12-25'),
  endsOn: null,
  ...hours(from, until, zone),
})
const local = (at: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
const said = (ranges: Range[], zone = 'Europe/London') =>
  ranges.map((range) =>
    [range.startsAt, range.endsAt].map((at) => local(at, zone).toString().slice(0, 22)).join(' to '),
  )

describe('every civil day from 2024 to 2040', () => {
  for (const zone of zones)
    for (const [from, until] of [
      [480, 1_320],
      [0, 240],
    ] as const)
      it(`gives ${from / 60}:00 to ${until / 60}:00 in ${zone}, as long as those hours are on that day`, () => {
        const ranges = workingRanges(
          { patterns: [everyDay(from, until, zone)], exceptions: [] },
          day('2023-12-30'),
          day('2041-01-03'),
        )
        const byDay = Map.groupBy(ranges, (range) => local(range.startsAt, zone).toPlainDate().toString())
        for (let on = day('2024-01-01'); on.year <= 2040; on = on.add({ days: 1 })) {
          const found = byDay.get(on.toString()) ?? []
          const begins = on.toZonedDateTime({ timeZone: zone, plainTime: { hour: from / 60 } })
          const ends = on.toZonedDateTime({ timeZone: zone, plainTime: { hour: until / 60 } })
          const length = found.reduce((sum, range) => sum + range.endsAt - range.startsAt, 0)
          assert.equal(length, ends.epochMilliseconds - begins.epochMilliseconds, `${on} ${zone}`)
          assert.equal(found[0]!.startsAt, begins.epochMilliseconds)
          for (const range of found) {
            const last = local(range.endsAt - 1, zone)
            assert.equal(last.toPlainDate().toString(), on.toString())
            assert.ok(last.hour * 60 + last.minute < until)
          }
        }
      })
})

/** Asks the wall clock at every minute, as slowly as can be. */
function minuteByMinute(
  patterns: Pattern[],
  exceptions: Exception[],
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
) {
  const start = from.toZonedDateTime('Europe/London').epochMilliseconds
  const end = until.toZonedDateTime('Europe/London').epochMilliseconds
  const days = patterns.map((p) => new Set(expandedDays(p, dayNumber(p.startsOn), dayNumber(until) + 3)))
  const shows = (at: number, { startsAt, endsAt, zone }: Exception | Pattern) => {
    const clock = local(at, zone)
    const minutes = clock.hour * 60 + clock.minute
    return startsAt <= minutes && minutes < endsAt ? clock.toPlainDate() : null
  }
  const minutes = []
  for (let at = start; at < end; at += 60_000) {
    let works = patterns.some((p, i) => {
      const on = shows(at, p)
      return on !== null && days[i]!.has(dayNumber(on))
    })
    for (const exception of exceptions)
      if (shows(at, exception)?.equals(exception.onDate)) works = exception.kind === 'open'
    if (works) minutes.push(at)
  }
  return minutes
}

const minutesOf = (ranges: Range[]) =>
  ranges.flatMap((r) => Array.from({ length: (r.endsAt - r.startsAt) / 60_000 }, (_, i) => r.startsAt + i * 60_000))

const changes = [
  '2026-03-29',
  '2026-10-25',
  '2027-04-04',
  '2026-10-04',
  '2026-11-01',
  '2026-03-08',
  '2026-09-27',
  '2026-02-15',
]
const aWindow = fc.oneof(
  fc.constantFrom(...changes).map(day),
  fc.integer({ min: 0, max: 6_000 }).map((days) => day('2024-01-02').add({ days })),
)
const aTime = fc.oneof(
  fc.constantFrom(0, 60, 90, 120, 150, 165, 180, 1_320, 1_439, 1_440),
  fc.integer({ min: 0, max: 1_440 }),
)
const someHours = fc.record({ startsAt: aTime, endsAt: aTime, zone: fc.constantFrom(...zones) })
const aRule = fc.constantFrom(
  'FREQ=DAILY',
  'FREQ=DAILY;INTERVAL=2',
  'FREQ=WEEKLY;BYDAY=SA,SU,MO',
  'FREQ=MONTHLY;BYDAY=-1SU',
  'FREQ=DAILY;COUNT=400',
)

it('agrees with a clock read minute by minute, whatever the hours, exceptions and zones', () => {
  fc.assert(
    fc.property(
      aWindow,
      fc.array(fc.tuple(someHours, aRule, fc.integer({ min: 0, max: 400 })), { maxLength: 4 }),
      fc.array(
        fc.tuple(someHours, fc.constantFrom('open' as const, 'closed' as const), fc.integer({ min: -2, max: 3 })),
        { maxLength: 4 },
      ),
      (around, regular, different) => {
        const patterns = regular.map(([h, rule, ago]) => ({
          ...h,
          rule,
          startsOn: around.subtract({ days: ago }),
          endsOn: null,
        }))
        const exceptions = different.map(([h, kind, away]) => ({ ...h, kind, onDate: around.add({ days: away }) }))
        const [from, until] = [around.subtract({ days: 1 }), around.add({ days: 2 })]
        const ranges = workingRanges({ patterns, exceptions }, from, until)
        assert.deepEqual(minutesOf(ranges), minuteByMinute(patterns, exceptions, from, until))
        ranges.forEach((range, i) => {
          assert.ok(range.startsAt < range.endsAt)
          assert.ok(i === 0 || ranges[i - 1]!.endsAt < range.startsAt)
        })
      },
    ),
    { numRuns: 150 },
  )
})

it('keeps 8am to 10pm on the wall clock through both clock changes', () => {
  const rules = { patterns: [everyDay(480, 1_320)], exceptions: [] }
  assert.deepEqual(said(workingRanges(rules, day('2026-03-28'), day('2026-03-30'))), [
    '2026-03-28T08:00:00+00 to 2026-03-28T22:00:00+00',
    '2026-03-29T08:00:00+01 to 2026-03-29T22:00:00+01',
  ])
})

it('leaves out an hour that is skipped and works an hour that is repeated twice', () => {
  const night = { patterns: [everyDay(0, 240)], exceptions: [] }
  const total = (on: string) =>
    workingRanges(night, day(on), day(on).add({ days: 1 })).reduce((sum, r) => sum + r.endsAt - r.startsAt, 0) /
    3_600_000
  assert.deepEqual([total('2026-03-29'), total('2026-10-25'), total('2026-10-26')], [3, 5, 4])
  const early = { patterns: [everyDay(60, 90)], exceptions: [] }
  assert.deepEqual(workingRanges(early, day('2026-03-29'), day('2026-03-30')), [])
  assert.equal(workingRanges(early, day('2026-10-25'), day('2026-10-26')).length, 2)
})

it('joins days that touch at midnight and cuts at the edges of the window', () => {
  const rules = { patterns: [everyDay(0, 1_440), everyDay(600, 600), everyDay(700, 500)], exceptions: [] }
  assert.deepEqual(said(workingRanges(rules, day('2026-11-23'), day('2026-11-26'))), [
    '2026-11-23T00:00:00+00 to 2026-11-26T00:00:00+00',
  ])
  assert.deepEqual(workingRanges(rules, day('2026-11-23'), day('2026-11-23')), [])
  assert.deepEqual(workingRanges(rules, day('2026-11-24'), day('2026-11-23')), [])
})

it('lets an exception win over the pattern, and the later exception over the earlier', () => {
  const on = day('2026-12-01')
  const [from, until] = [on, on.add({ days: 1 })]
  const closed: Exception = { kind: 'closed', onDate: on, ...hours(0, 1_440) }
  const open: Exception = { kind: 'open', onDate: on, ...hours(1_080, 1_200) }
  const patterns = [everyDay(480, 720)]
  assert.deepEqual(said(workingRanges({ patterns, exceptions: [closed, open] }, from, until)), [
    '2026-12-01T18:00:00+00 to 2026-12-01T20:00:00+00',
  ])
  assert.deepEqual(workingRanges({ patterns, exceptions: [open, closed] }, from, until), [])
})

it('works no hours in a zone that does not exist', () => {
  assert.deepEqual(
    workingRanges(
      { patterns: [everyDay(480, 720, 'Mars/Olympus')], exceptions: [] },
      day('2026-12-01'),
      day('2026-12-08'),
    ),
    [],
  )
})
