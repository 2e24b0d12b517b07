import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { afterFault, afterServiceMinutes, keepUntil, stepOf, type Step } from './rules.ts'

const at = (text: string) => Temporal.Instant.from(text)
const spring = at('2027-03-01T00:00:00Z').epochMilliseconds

describe('until when other times are kept for a client', () => {
  for (const [now, startsAt, until, why] of [
    ['2026-11-26T10:00:00Z', '2026-11-26T16:00:00Z', '2026-11-26T12:00:00Z', 'two hours by day'],
    [
      '2026-11-26T20:43:17.5Z',
      '2026-11-27T16:00:00Z',
      '2026-11-27T08:43:17.5Z',
      'what an evening leaves over goes on at 8am',
    ],
    ['2026-11-26T23:10:05Z', '2026-11-27T16:00:00Z', '2026-11-27T10:00:00Z', 'a night counts for nothing'],
    ['2026-11-26T20:43:17.5Z', '2026-11-26T21:00:00Z', '2026-11-26T20:58:17.5Z', 'a quarter of an hour at least'],
    ['2026-11-26T20:43:17.5Z', '2026-11-26T20:50:00Z', '2026-11-26T20:49:00Z', 'and never up to the start'],
  ] as const)
    it(why, () => assert.equal(keepUntil(at(now), at(startsAt)).toString(), at(until).toString()))

  it('is said at every moment of day and night, also where the clocks change, and is before the start', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 * 86_400_000 }),
        fc.integer({ min: 60_001, max: 7 * 86_400_000 }),
        (on, ahead) => {
          const now = Temporal.Instant.fromEpochMilliseconds(spring + on)
          const startsAt = now.add({ milliseconds: ahead })
          const until = keepUntil(now, startsAt)
          assert.ok(Temporal.Instant.compare(until, startsAt) < 0)
          assert.ok(
            until.epochMilliseconds >=
              Math.min(now.epochMilliseconds + 15 * 60_000, startsAt.epochMilliseconds - 60_000),
          )
        },
      ),
    ))
})

it('somebody is called within an hour in which the service is open: what is left of it at night is of the morning', () => {
  assert.equal(afterServiceMinutes(at('2026-11-26T21:06:30Z'), 60).toString(), '2026-11-27T08:06:30Z')
  assert.equal(afterServiceMinutes(at('2026-11-26T02:00:00Z'), 60).toString(), '2026-11-26T09:00:00Z')
  assert.equal(
    afterServiceMinutes(at('2027-03-27T21:30:00Z'), 60).toString(),
    '2027-03-28T07:30:00Z',
    'the clocks change',
  )
})

describe('a step that fails', () => {
  const away = {
    madeAt: at('2026-11-26T21:58:30Z'),
    startsAt: at('2026-11-27T16:00:00Z'),
    triedAt: null,
    failedAt: at('2026-11-26T21:58:30Z'),
    called: false,
    offersUntil: null,
    toldAt: null,
    stillAway: true,
    named: false,
    byHand: null,
    kept: 0,
  }
  for (const [step, now, then, why, more] of [
    ['reassign', '2026-11-26T22:08:29Z', null, 'is tried again for ten minutes'],
    ['reassign', '2026-11-26T22:08:30Z', 'keep-times', 'gives way to other times then'],
    ['reassign', '2026-11-26T22:08:30Z', null, 'is tried again where it is the first time', { failedAt: null }],
    ['keep-times', '2026-11-27T08:13:29Z', null, 'waits through the night'],
    ['keep-times', '2026-11-27T08:13:30Z', 'give-up', 'gives way to an apology after 15 minutes of the service'],
    [
      'keep-times',
      '2026-11-27T07:30:00Z',
      'give-up',
      'gives way an hour before the start, though it is night',
      { startsAt: at('2026-11-27T08:30:00Z') },
    ],
    [
      'keep-times',
      '2026-11-27T08:13:30Z',
      null,
      'is tried again where its client may choose still',
      { toldAt: at('2026-11-26T22:10:00Z') },
    ],
    ['give-up', '2026-11-26T21:58:30Z', 'call', 'gives way to a call at once'],
    ['call', '2026-11-27T15:59:00Z', null, 'has nothing after a call'],
    ['stands', '2026-11-27T15:59:00Z', null, 'is tried again where it stands'],
  ] as const satisfies [Step | 'call', string, unknown, string, object?][])
    it(why, () => assert.equal(afterFault({ ...away, ...more }, step, at(now)), then))

  it('is not tried again for 20 seconds, and nothing but an end once somebody calls', () => {
    assert.equal(stepOf(away, at('2026-11-26T21:58:49Z')), 'wait')
    assert.equal(stepOf(away, at('2026-11-26T21:58:50Z')), 'reassign')
    assert.equal(stepOf({ ...away, called: true }, at('2026-11-26T21:58:50Z')), 'give-up')
  })
})
