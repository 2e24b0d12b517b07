import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { startOfDay } from '#lib/time'
import { civilDay, dayNumber } from '../days.ts'
import { workingRanges, type Pattern } from '../pattern.ts'
import { daysOf } from '../recurrence.ts'
import { coming, edited, insideOf, lostHours, runsInto, type Edit, type Edited } from './rules.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const series = (rule: string, startsOn = '2026-10-05', more: Partial<Pattern> = {}): Pattern => ({
  rule,
  startsOn: day(startsOn),
  endsOn: null,
  startsAt: 480,
  endsAt: 720,
  zone: 'Europe/London',
  ...more,
})
const both = ({ kept, next }: Edited) => [kept, next].filter((one) => one !== null)
const worked = (patterns: Pattern[], from: string, until: string) =>
  workingRanges({ patterns, exceptions: [] }, day(from), day(until)).map(({ startsAt, endsAt }) =>
    [startsAt, endsAt].map((at) => `${Temporal.Instant.fromEpochMilliseconds(at)}`.slice(5, 16)).join(' to '),
  )
const hours = { startsAt: 600, endsAt: 780 }

describe('A series', () => {
  it('is left out or moved on one day by the wall clock, on either side of a clock change', () => {
    const sundays = series('FREQ=WEEKLY;BYDAY=SU', '2026-10-18')
    const out = edited(sundays, { which: 'one', dates: [day('2026-10-18')], hours: null })
    const moved = edited(out.kept!, { which: 'one', dates: [day('2026-10-25')], hours })
    // The clocks go back on 25 October: ten in the morning is 10:00 UTC from then on, and eight is 8:00.
    assert.deepEqual(worked(both(moved), '2026-10-12', '2026-11-02'), [
      '10-25T10:00 to 10-25T13:00',
      '11-01T08:00 to 11-01T12:00',
    ])
    const before = edited(sundays, { which: 'one', dates: [day('2026-10-18')], hours })
    assert.deepEqual(worked(both(before), '2026-10-12', '2026-10-20'), ['10-18T09:00 to 10-18T12:00'])
  })

  it('works what the wall clock shows in hours that are skipped or come twice', () => {
    const night = series('FREQ=DAILY', '2026-10-01', { startsAt: 0, endsAt: 30 })
    const dates = [day('2026-10-25'), day('2027-03-28')]
    const wide = edited(night, { which: 'picked', dates, hours: { startsAt: 30, endsAt: 180 } })
    const long = (on: string) =>
      workingRanges({ patterns: both(wide), exceptions: [] }, day(on), day(on).add({ days: 1 })).reduce(
        (sum, { startsAt, endsAt }) => sum + (endsAt - startsAt) / 60_000,
        0,
      )
    assert.deepEqual([long('2026-10-24'), long('2026-10-25'), long('2027-03-28')], [30, 210, 90])
  })

  it('of every second week goes on in the same weeks, and what was said of later days stays said', () => {
    const second = series('FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH')
    const out = edited(second, { which: 'one', dates: [day('2026-12-01')], hours: null }).kept!
    const became = edited(out, { which: 'later', dates: [day('2026-11-19')], hours })
    assert.equal(became.kept!.endsOn!.toString(), '2026-11-18')
    assert.deepEqual(worked(both(became), '2026-11-16', '2026-12-21'), [
      '11-17T08:00 to 11-17T12:00',
      '11-19T10:00 to 11-19T13:00',
      '12-03T10:00 to 12-03T13:00',
      '12-15T10:00 to 12-15T13:00',
      '12-17T10:00 to 12-17T13:00',
    ])
  })

  it('that is counted has as many days as before when it changes on the way', () => {
    const five = series('FREQ=WEEKLY;BYDAY=MO;COUNT=5')
    const became = edited(five, { which: 'later', dates: [day('2026-10-19')], hours })
    assert.equal(both(became).flatMap((one) => coming(one, day('2026-10-01'), 60)).length, 5)
  })

  it('that ends from its first day on is gone', () =>
    assert.deepEqual(edited(series('FREQ=DAILY'), { which: 'later', dates: [day('2026-10-05')], hours: null }), {
      kept: null,
      next: null,
    }))

  it('is as it was once a day is back to the usual hours', () => {
    const daily = series('FREQ=DAILY')
    const dates = [day('2026-11-03')]
    const changed = edited(daily, { which: 'one', dates, hours }).kept!
    assert.deepEqual(edited(changed, { which: 'one', dates, hours: 'usual' }), { kept: daily, next: null })
    assert.deepEqual(edited(daily, { which: 'one', dates, hours: { startsAt: 480, endsAt: 720 } }).kept, daily)
  })

  it('changes on the days that were named and on no other, whatever is done to it in whatever order', () => {
    const rules = [
      'FREQ=DAILY',
      'FREQ=WEEKLY;BYDAY=MO,WE,SU',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
      'FREQ=MONTHLY;BYDAY=-1FR',
    ]
    const act = fc.record({
      which: fc.constantFrom('one', 'later', 'picked'),
      at: fc.array(fc.nat(40), { minLength: 1, maxLength: 4 }),
      hours: fc.constantFrom(null, hours, { startsAt: 540, endsAt: 600 }),
    })
    fc.assert(
      fc.property(fc.constantFrom(...rules), fc.array(act, { maxLength: 5 }), (rule, acts) => {
        const first = series(rule)
        const [from, until] = [dayNumber(day('2026-10-05')), dayNumber(day('2026-10-05')) + 60]
        const usual = daysOf(first, from, until)
        /** What is meant, day by day: the oracle. Days that were named stay named; a change for good is of the others. */
        const meant = new Map<number, { hours: { startsAt: number; endsAt: number } | null; named: boolean }>(
          usual.map((at) => [at, { hours: { startsAt: 480, endsAt: 720 }, named: false }]),
        )
        let patterns = [first]
        for (const { which, at, hours: to } of acts) {
          const picked = [...new Set(at.map((i) => usual[i % usual.length]!))].sort((a, b) => a - b)
          const whose = patterns.find((one) => daysOf(one, picked[0]!, picked[0]! + 1).length > 0)
          if (!whose) continue
          const days = (which === 'picked' ? picked : picked.slice(0, 1)).filter(
            (d) => daysOf(whose, d, d + 1).length > 0,
          )
          const edit: Edit = { which: which as Edit['which'], dates: days.map(civilDay), hours: to }
          patterns = patterns.flatMap((one) => (one === whose ? both(edited(one, edit)) : [one]))
          for (const [on, said] of meant) {
            if (which !== 'later') {
              const isUsual = to && to.startsAt === whose.startsAt && to.endsAt === whose.endsAt
              if (days.includes(on)) meant.set(on, { hours: to, named: !isUsual })
            } else if (on >= days[0]! && daysOf(whose, on, on + 1).length > 0) {
              const stays = to !== null && said.named && on > days[0]!
              meant.set(on, stays ? said : { hours: to, named: false })
            }
          }
        }
        const found = workingRanges({ patterns, exceptions: [] }, civilDay(from), civilDay(until))
        const expected = [...meant].flatMap(([on, { hours: said }]) =>
          said ? [{ startsAt: at(on, said.startsAt), endsAt: at(on, said.endsAt) }] : [],
        )
        assert.deepEqual(found, expected)
      }),
      { numRuns: 300 },
    )
  })
})

const at = (on: number, minutes: number) =>
  civilDay(on).toZonedDateTime({
    timeZone: 'Europe/London',
    plainTime: { hour: Math.floor(minutes / 60), minute: minutes % 60 },
  }).epochMilliseconds

describe('What a change touches', () => {
  const window = {
    startsAt: startOfDay(day('2026-11-30')).epochMilliseconds,
    endsAt: startOfDay(day('2026-12-07')).epochMilliseconds,
  }
  const mornings = series('FREQ=DAILY')
  const afternoons = series('FREQ=DAILY', '2026-10-05', { startsAt: 780, endsAt: 1_020 })
  const session = (from: string, until: string) => ({
    startsAt: Temporal.Instant.from(`2026-12-01T${from}Z`),
    endsAt: Temporal.Instant.from(`2026-12-01T${until}Z`),
  })

  it('are sessions of which some lies in hours that go away, and none that only touches them', () => {
    const edit: Edit = { which: 'one', dates: [day('2026-12-01')], hours: { startsAt: 480, endsAt: 660 } }
    const after = both(edited(mornings, edit))
    const lost = lostHours({ patterns: [mornings], after, exceptions: [] }, window)
    const [before, across, inside] = [session('10:15', '11:00'), session('10:30', '11:15'), session('11:15', '12:00')]
    assert.deepEqual(insideOf(lost, [before!, across!, inside!]), [across, inside])
  })

  it('is nothing where another series or an exception has those hours as well', () => {
    const edit: Edit = { which: 'one', dates: [day('2026-12-01')], hours: null }
    const after = both(edited(mornings, edit))
    const open = { kind: 'open' as const, onDate: day('2026-12-01'), startsAt: 480, endsAt: 720, zone: 'Europe/London' }
    assert.deepEqual(lostHours({ patterns: [mornings], after, exceptions: [open] }, window), [])
    assert.equal(lostHours({ patterns: [mornings], after, exceptions: [] }, window).length, 1)
  })

  it('is another series only where new hours run into it', () => {
    const to = (endsAt: number): Edit => ({
      which: 'one',
      dates: [day('2026-12-01')],
      hours: { startsAt: 480, endsAt },
    })
    const ran = (edit: Edit) => runsInto(mornings, edited(mornings, edit), [afternoons], window)
    assert.deepEqual([ran(to(780)), ran(to(781)), ran(to(600))], [undefined, afternoons, undefined])
  })
})
