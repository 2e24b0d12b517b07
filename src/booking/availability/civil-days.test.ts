import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { toInstant, type Millis } from '#lib/time'
import { workingRanges } from '#coaches'
import { oddZones } from './arbitrary.ts'
import { makeBoard, putCoach, type BoardCoach } from './board.ts'
import { layGrid, quarterMillis } from './grid.ts'
import type { Policy } from './rules.ts'
import { firstStarts, maskOf, openQuarters } from './search.ts'

const first = Temporal.PlainDate.from('2024-01-01')
const years = Array.from({ length: 17 }, (_, i) => first.add({ years: i }))
const length = { minutes: 45, bufferMinutes: 15 }
const hourMillis = 4 * quarterMillis

/** A wall clock at every quarter-hour of the years: days since 1970 and minutes after midnight. */
type Dial = { from: Millis; days: Int32Array; minutes: Int16Array }

/** Reads the wall clock, each hour, and where it was put forward or back within the hour each quarter. */
function dialOf(zone: string): Dial {
  const from = first.subtract({ days: 2 }).toZonedDateTime('UTC').epochMilliseconds
  const until = first.add({ years: 17, days: 2 }).toZonedDateTime('UTC').epochMilliseconds
  const count = (until - from) / quarterMillis
  const dial = { from, days: new Int32Array(count), minutes: new Int16Array(count) }
  const offsetAt = (at: Millis) => toInstant(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6
  let offset = offsetAt(from)
  for (let q = 0; q < count; q += 4) {
    const hour = from + q * quarterMillis
    const next = offsetAt(hour + hourMillis)
    for (let i = 0; i < 4; i++) {
      const at = hour + i * quarterMillis
      const local = at + (next === offset ? offset : offsetAt(at))
      dial.days[q + i] = Math.floor(local / 86_400_000)
      dial.minutes[q + i] = (local - dial.days[q + i]! * 86_400_000) / 60_000
    }
    offset = next
  }
  return dial
}

type Hours = { opens: number; closes: number }

/** Every quarter at which all quarters of a session show a time within the hours, on one day, by every dial. */
function startsByDials(dials: readonly { dial: Dial; hours: Hours }[], from: Millis, until: Millis): Millis[] {
  const found: Millis[] = []
  for (let at = Math.ceil(from / quarterMillis) * quarterMillis; at < until; at += quarterMillis) {
    const fits = dials.every(({ dial, hours }) => {
      const q = (at - dial.from) / quarterMillis
      for (let i = 0; i < length.minutes / 15; i++) {
        const minute = dial.minutes[q + i]!
        if (dial.days[q + i] !== dial.days[q] || minute < hours.opens || minute >= hours.closes) return false
      }
      return true
    })
    if (fits) found.push(at)
  }
  return found
}

/** What the engine offers in a year of one coach with the same hours every day. */
function startsByEngine(zone: string, service: Hours, year: Temporal.PlainDate, coach: Hours & { zone: string }) {
  const until = year.add({ years: 1 })
  const now = year.toZonedDateTime(zone).epochMilliseconds
  const pattern = { rule: 'FREQ=DAILY', startsOn: first.subtract({ days: 9 }), endsOn: null, zone: coach.zone }
  const hours = { ...pattern, startsAt: coach.opens, endsAt: coach.closes }
  const working = workingRanges(
    { patterns: [hours], exceptions: [] },
    year.subtract({ days: 2 }),
    until.add({ days: 2 }),
  )
  const grid = layGrid(now, year.daysInYear, zone)
  const board = makeBoard<BoardCoach>(grid, [length], 1)
  putCoach(
    board,
    { id: 'dev', working, absences: [], busy: [], offersUntil: null, dailyCap: 99, gapMinutes: 15 },
    new Map(),
  )
  const policy: Policy = {
    zone,
    ...length,
    opensMinute: service.opens,
    closesMinute: service.closes,
    noticeMinutes: 0,
    windowDays: 400,
    startEveryMinutes: 15,
    closures: [],
  }
  const end = until.toZonedDateTime(zone).epochMilliseconds
  const question = {
    mask: maskOf(board, () => true),
    length: 0,
    open: openQuarters(grid, policy),
    from: now,
    until: end,
  }
  return { from: now, until: end, starts: firstStarts(board, question, 99_999).map(({ startsAt }) => startsAt) }
}

const dials = new Map(oddZones.map((zone) => [zone, dialOf(zone)]))

describe('every civil day from 2024 to 2040', () => {
  for (const zone of oddZones) {
    const dial = dials.get(zone)!
    for (const [opens, closes] of [
      [480, 1_320],
      [0, 240],
    ] as const)
      it(`offers from ${opens / 60}:00 to ${closes / 60}:00 in ${zone} just what its wall clock shows`, () => {
        const hours = { opens, closes }
        for (const year of years) {
          const { from, until, starts } = startsByEngine(zone, hours, year, { ...hours, zone })
          assert.deepEqual(starts, startsByDials([{ dial, hours }], from, until), `${zone} ${year.year}`)
          assert.ok(starts.length >= year.daysInYear * 10)
        }
      })

    it(`offers in London the hours of a coach who lives by the clock of ${zone}`, () => {
      const [service, coach] = [
        { opens: 480, closes: 1_320 },
        { opens: 540, closes: 1_260 },
      ]
      const both = [
        { dial: dials.get('Europe/London')!, hours: service },
        { dial, hours: coach },
      ]
      for (const year of years) {
        const { from, until, starts } = startsByEngine('Europe/London', service, year, { ...coach, zone })
        assert.deepEqual(starts, startsByDials(both, from, until), `${zone} ${year.year}`)
      }
    })
  }
})
