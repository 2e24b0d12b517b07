import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Millis } from '#lib/time'
import { coachTimes, oddZones, policies } from './arbitrary.ts'
import { dropClaim, makeBoard, putClaim, putCoach, settle, type BoardCoach } from './board.ts'
import { layGrid, quarterMillis } from './grid.ts'
import { whyNot, type Claim, type CoachTime, type Policy } from './rules.ts'
import { countByDay, firstStarts, lengthOf, maskOf, openQuarters, type Start } from './search.ts'

const days = 4
const lengths = [45, 60, 75].map((minutes) => ({ minutes, bufferMinutes: 15 }))

/** Every start that the rules allow, found one quarter at a time. */
function startsByRule(
  coaches: readonly CoachTime[],
  policy: Policy,
  from: Millis,
  until: Millis,
  now: Millis,
): Start[] {
  const found: Start[] = []
  for (let at = Math.ceil(from / quarterMillis) * quarterMillis; at < until; at += quarterMillis) {
    const free = coaches.filter((coach) => whyNot(coach, policy, at, now) === null).length
    if (free > 0) found.push({ startsAt: at, coaches: free })
  }
  return found
}

function boardOf(coaches: readonly CoachTime[], now: Millis, zone: string) {
  const board = makeBoard<BoardCoach>(layGrid(now, days + 2, zone), lengths, coaches.length)
  coaches.forEach(({ claims, ...coach }, i) =>
    putCoach(board, { ...coach, id: String(i) }, new Map(claims.map((claim, n) => [`${i}/${n}`, claim]))),
  )
  return board
}

function startsByBoard(board: ReturnType<typeof boardOf>, policy: Policy, now: Millis): Start[] {
  settle(board, now)
  const { grid } = board
  const today = grid.dates[0]!
  const windowEnd = today.add({ days: policy.windowDays + 1 }).toZonedDateTime(policy.zone).epochMilliseconds
  const question = {
    mask: maskOf(board, () => true),
    length: lengthOf(lengths, policy),
    open: openQuarters(grid, policy),
    from: now + policy.noticeMinutes * 60_000,
    until: windowEnd,
  }
  const starts = firstStarts(board, question, 10_000)
  const counted = countByDay(board, question).reduce((sum, n) => sum + n, 0)
  assert.equal(counted, starts.length, 'days count the starts')
  return starts
}

/** Moments to look from, anywhere between 2024 and 2040; half of them on the eves of clock changes somewhere. */
const moments: fc.Arbitrary<Millis> = fc.oneof(
  fc
    .integer({ min: 0, max: 6_209 * 1_440 })
    .map((minutes) => Temporal.Instant.from('2024-01-01T00:00:00Z').epochMilliseconds + minutes * 60_000),
  fc
    .tuple(
      fc.constantFrom('03-26', '03-30', '04-03', '10-01', '10-25', '10-29', '11-01'),
      fc.integer({ min: 2024, max: 2040 }),
      fc.integer({ min: 0, max: 2_880 }),
    )
    .map(
      ([day, year, minutes]) => Temporal.Instant.from(`${year}-${day}T00:00:00Z`).epochMilliseconds + minutes * 60_000,
    ),
)

describe('the board of starts', () => {
  for (const zone of oddZones) {
    it(`offers in ${zone} exactly what the rules allow`, () => {
      fc.assert(
        fc.property(
          moments.chain((now) =>
            fc.record({
              now: fc.constant(now),
              coaches: fc.array(coachTimes(now, days), { minLength: 1, maxLength: 3 }),
              policy: policies(now, days, zone),
            }),
          ),
          ({ now, coaches, policy }) => {
            const last = now + (days + 3) * 86_400_000
            assert.deepEqual(
              startsByBoard(boardOf(coaches, now, zone), policy, now),
              startsByRule(coaches, policy, now, last, now),
            )
          },
        ),
        { numRuns: 80 },
      )
    })
  }

  it('is the same after claims come and go as when it is made anew', () => {
    const now = Temporal.Instant.from('2026-10-24T12:00:00Z').epochMilliseconds
    fc.assert(
      fc.property(
        coachTimes(now, days),
        coachTimes(now, days),
        policies(now, days, 'Europe/London'),
        (coach, other, policy) => {
          const board = boardOf([coach], now, 'Europe/London')
          other.claims.forEach((claim, i) => putClaim(board, '0', `new/${i}`, claim))
          coach.claims.forEach((_, i) => dropClaim(board, '0', `0/${i}`))
          const claims: Claim[] = [...other.claims]
          assert.deepEqual(
            startsByBoard(board, policy, now),
            startsByBoard(boardOf([{ ...coach, claims }], now, 'Europe/London'), policy, now),
          )
        },
      ),
      { numRuns: 60 },
    )
  })

  it('lets go of a hold at the millisecond at which it runs out, and not before', () => {
    const now = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
    const start = now + 3_600_000
    const claim = { startsAt: start, endsAt: start + 3_600_000, expiresAt: now + 600_000 }
    const coach = {
      working: [{ startsAt: start, endsAt: start + 3_600_000 }],
      absences: [],
      busy: [],
      offersUntil: null,
      claims: [claim],
      dailyCap: 6,
      gapMinutes: 15,
    }
    const policy: Policy = {
      zone: 'Europe/London',
      opensMinute: 480,
      closesMinute: 1_320,
      minutes: 45,
      bufferMinutes: 15,
      noticeMinutes: 0,
      windowDays: 1,
      startEveryMinutes: 15,
      closures: [],
    }
    const board = boardOf([coach], now, 'Europe/London')
    assert.deepEqual(startsByBoard(board, policy, now + 599_999), [])
    assert.deepEqual(startsByBoard(board, policy, now + 600_000), [
      { startsAt: start, coaches: 1 },
      { startsAt: start + quarterMillis, coaches: 1 },
    ])
    const read = boardOf([{ ...coach, claims: [], offersUntil: now + 1_000 }], now, 'Europe/London')
    assert.equal(startsByBoard(read, policy, now + 999).length, 2, 'what their own calendar said counts')
    assert.deepEqual(startsByBoard(read, policy, now + 1_000), [], 'and then closes a coach')
  })
})
