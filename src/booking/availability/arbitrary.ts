import fc from 'fast-check'
import type { Millis } from '#lib/time'
import type { Claim, CoachTime, Policy, Range } from './rules.ts'

/** Zones with whole-hour, half-hour and quarter-hour offsets, and with odd clock changes. */
export const oddZones = [
  'Europe/London',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Pacific/Chatham',
  'Africa/Casablanca',
]

const quarter = 900_000

/** An arbitrary range near a moment: quarter-aligned or not, up to some hours long. */
export const ranges = (near: Millis, days: number, aligned: boolean): fc.Arbitrary<Range> =>
  fc
    .record({
      at: fc.integer({ min: -96, max: days * 96 }),
      long: fc.integer({ min: 1, max: 40 }),
      off: fc.integer({ min: 0, max: 14 }),
    })
    .map(({ at, long, off }) => {
      const startsAt = near + at * quarter + (aligned ? 0 : off * 60_000)
      return { startsAt, endsAt: startsAt + long * quarter }
    })

/** Ranges put in order and joined where they touch, as a coach's working hours come. */
export function merged(unsorted: readonly Range[]): Range[] {
  const out: Range[] = []
  for (const range of [...unsorted].sort((a, b) => a.startsAt - b.startsAt)) {
    const last = out.at(-1)
    if (last && range.startsAt <= last.endsAt) last.endsAt = Math.max(last.endsAt, range.endsAt)
    else out.push({ ...range })
  }
  return out
}

export const coachTimes = (near: Millis, days: number): fc.Arbitrary<CoachTime> =>
  fc.record({
    working: fc.array(ranges(near, days, false), { maxLength: 8 }).map(merged),
    absences: fc.array(ranges(near, days, false), { maxLength: 2 }),
    busy: fc.array(ranges(near, days, false), { maxLength: 3 }),
    offersUntil: fc.option(fc.integer({ min: -60, max: 24 * 60 }).map((minutes) => near + minutes * 60_000)),
    claims: fc.array(
      fc
        .tuple(ranges(near, days, false), fc.option(fc.integer({ min: -60, max: 60 })))
        .map(([range, expires]): Claim => ({ ...range, expiresAt: expires === null ? null : near + expires * 60_000 })),
      { maxLength: 6 },
    ),
    dailyCap: fc.integer({ min: 1, max: 4 }),
    gapMinutes: fc.constantFrom(15, 30),
  })

/** The rules of time of an ordinary service. */
export const ordinary: Policy = {
  zone: 'Europe/London',
  opensMinute: 480,
  closesMinute: 1_320,
  minutes: 45,
  bufferMinutes: 15,
  noticeMinutes: 30,
  windowDays: 28,
  startEveryMinutes: 15,
  closures: [],
}

export const policies = (near: Millis, days: number, zone: string): fc.Arbitrary<Policy> =>
  fc.record({
    zone: fc.constant(zone),
    opensMinute: fc.constantFrom(0, 480, 495),
    closesMinute: fc.constantFrom(240, 1_320, 1_440),
    minutes: fc.constantFrom(45, 60, 75),
    bufferMinutes: fc.constant(15),
    noticeMinutes: fc.constantFrom(0, 30, 2_880),
    windowDays: fc.integer({ min: 0, max: days }),
    startEveryMinutes: fc.constantFrom(15, 30),
    closures: fc.array(ranges(near, days, false), { maxLength: 1 }),
  })
