import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { bruteTimes, rules, ruleText, type Written } from '../../../testing/recurrence.ts'
import { timesOf } from './recur.ts'
import { readRule } from './rule.ts'
import { spendAtMost } from './spend.ts'

const plenty = () => spendAtMost(1e9, 1e9)
const local = (text: string | Temporal.PlainDateTime) =>
  Temporal.PlainDateTime.from(text).toZonedDateTime('UTC').epochMilliseconds
const wall = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC').toPlainDateTime()
const said = (rule: string, start: string, from: string, until: string) =>
  timesOf(
    readRule(rule),
    { start: local(start), from: local(from), until: local(until), last: Infinity },
    plenty(),
  ).map((at) => wall(at).toString({ smallestUnit: 'minute' }))

/** How long ago a rule starts, in days, and how many days are asked about, so that the slow way ends. */
const reaches: Record<Written['freq'], [ago: number, days: number]> = {
  YEARLY: [700, 400],
  MONTHLY: [500, 150],
  WEEKLY: [200, 60],
  DAILY: [90, 40],
  HOURLY: [6, 4],
  MINUTELY: [1, 1],
}

describe('a recurrence rule', () => {
  for (const freq of Object.keys(reaches) as Written['freq'][])
    it(`gives the very times that it has minute by minute: ${freq}`, () => {
      const [ago, days] = reaches[freq]
      let seen = 0
      fc.assert(
        fc.property(
          rules(freq),
          fc.integer({ min: 0, max: ago * 1_440 }),
          fc.constantFrom('2026-10-24T00:00', '2027-03-26T00:00', '2028-02-27T00:00'),
          (rule, before, from) => {
            const begin = Temporal.PlainDateTime.from(from)
            const start = begin.subtract({ minutes: before })
            const until = begin.add({ days })
            const expected = bruteTimes(rule, start, until).filter(
              (at) => Temporal.PlainDateTime.compare(at, begin) >= 0,
            )
            const text = ruleText(rule)
            assert.deepEqual(
              said(text, start.toString(), from, until.toString()),
              expected.map((at) => at.toString({ smallestUnit: 'minute' })),
              `${text} from ${start.toString()}`,
            )
            seen += expected.length
          },
        ),
        { numRuns: freq === 'YEARLY' || freq === 'MINUTELY' ? 50 : 150 },
      )
      assert.ok(seen > 100, `only ${seen} times were compared`)
    })

  it('gives what another library reads in the rules that people have', () => {
    const people = [
      'FREQ=DAILY',
      'FREQ=DAILY;INTERVAL=3;COUNT=40',
      'FREQ=WEEKLY;BYDAY=MO,WE,FR',
      'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,TU',
      'FREQ=WEEKLY;UNTIL=20261120T000000',
      'FREQ=MONTHLY;BYDAY=1MO,-1FR',
      'FREQ=MONTHLY;BYMONTHDAY=-1',
      'FREQ=MONTHLY;BYMONTHDAY=31',
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2',
      'FREQ=YEARLY;BYMONTH=10,11;BYDAY=-1SU',
      'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=26',
    ]
    for (const text of people) {
      const start = '2026-01-05T09:30:00'
      const times = ICAL.Recur.fromString(text).iterator(ICAL.Time.fromDateTimeString(start))
      const theirs: string[] = []
      for (let at = times.next(); at && String(at) < '2027-01-01'; at = times.next())
        theirs.push(String(at).slice(0, 16))
      const until = readRule(text).until?.at ?? Infinity
      const ours = timesOf(
        readRule(text),
        { start: local(start), from: local(start), until: local('2027-01-01T00:00'), last: until },
        plenty(),
      )
      assert.deepEqual(
        ours.map((at) => wall(at).toString({ smallestUnit: 'minute' })),
        theirs,
        text,
      )
      assert.ok(theirs.length > 0)
    }
  })

  it('is not gone through from its beginning where nothing is counted', () => {
    const steps = spendAtMost(200, 200)
    const asked = {
      start: local('1970-01-01T00:00'),
      from: local('2026-11-26T00:00'),
      until: local('2026-12-26T00:00'),
    }
    for (const rule of ['FREQ=DAILY', 'FREQ=HOURLY;INTERVAL=24'])
      assert.equal(timesOf(readRule(rule), { ...asked, last: Infinity }, steps).length, 30)
  })

  it('is refused where the standard does not have it', () => {
    const wrong = [
      '',
      'FREQ=FORTNIGHTLY',
      'COUNT=3',
      'FREQ=DAILY;FREQ=WEEKLY',
      'FREQ=DAILY;INTERVAL=0',
      'FREQ=DAILY;COUNT=0',
      'FREQ=DAILY;COUNT=-1',
      'FREQ=DAILY;COUNT=9999999999',
      'FREQ=DAILY;BYHOUR=24',
      'FREQ=DAILY;BYMONTH=13',
      'FREQ=DAILY;BYMONTH=0',
      'FREQ=MONTHLY;BYMONTHDAY=0',
      'FREQ=WEEKLY;BYDAY=2MO',
      'FREQ=WEEKLY;BYMONTHDAY=2',
      'FREQ=MONTHLY;BYWEEKNO=2',
      'FREQ=DAILY;BYYEARDAY=2',
      'FREQ=YEARLY;BYWEEKNO=2;BYDAY=2MO',
      'FREQ=MONTHLY;BYDAY=0MO',
      'FREQ=MONTHLY;BYDAY=MON',
      'FREQ=DAILY;UNTIL=20260230',
      'FREQ=DAILY;UNTIL=soon',
      'FREQ=DAILY;X-MINE=1',
      'FREQ=DAILY;RSCALE=CHINESE',
    ]
    for (const rule of wrong) assert.throws(() => readRule(rule), /event/, rule)
  })
})
