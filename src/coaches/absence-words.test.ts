import assert from 'node:assert/strict'
import { it } from 'node:test'
import { absenceWords, untilWords } from './absence-words.ts'

const today = Temporal.PlainDate.from('2026-11-23')
const words = (from: string, until: string) => {
  const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[Europe/London]`).toInstant()
  return absenceWords({ startsAt: at(from), endsAt: at(until) }, today)
}

it('says whole days as days, with what they have in common once', () => {
  assert.equal(words('2026-11-28T00:00', '2026-11-29T00:00'), 'all day on Saturday 28 November')
  assert.equal(words('2026-11-28T00:00', '2026-12-01T00:00'), 'from Saturday 28 to Monday 30 November')
  assert.equal(words('2026-11-30T00:00', '2026-12-03T00:00'), 'from Monday 30 November to Wednesday 2 December')
  assert.equal(words('2026-12-24T00:00', '2027-01-05T00:00'), 'from Thursday 24 December to Monday 4 January 2027')
  assert.equal(words('2027-01-04T00:00', '2027-01-09T00:00'), 'from Monday 4 to Friday 8 January 2027')
  assert.equal(words('2027-03-28T00:00', '2027-03-29T00:00'), 'all day on Sunday 28 March 2027', 'a day of 23 hours')
  assert.equal(words('2026-11-28T00:00', '2027-11-28T00:00'), 'from Saturday 28 November to Saturday 27 November 2027')
})

it('says part of a day by its hours', () => {
  assert.equal(words('2026-11-24T14:00', '2026-11-24T17:30'), 'on Tuesday 24 November, 2pm to 5:30pm')
  assert.equal(words('2026-11-24T14:00', '2026-11-25T00:00'), 'on Tuesday 24 November, from 2pm')
  assert.equal(words('2026-11-24T00:00', '2026-11-24T12:00'), 'on Tuesday 24 November, until midday')
})

it('says where in a day longer ones begin and end', () => {
  assert.equal(
    words('2026-11-24T14:00', '2026-11-27T00:00'),
    'from Tuesday 24 November, 2pm to the end of Thursday 26 November',
  )
  assert.equal(
    words('2026-11-24T00:00', '2026-11-26T09:00'),
    'from the start of Tuesday 24 November to Thursday 26 November, 9am',
  )
  assert.equal(
    words('2026-11-24T14:00', '2027-01-04T09:00'),
    'from Tuesday 24 November, 2pm to Monday 4 January 2027, 9am',
  )
})

it('says which one is meant of an hour that comes twice', () => {
  assert.equal(
    words('2026-10-25T01:30+01:00', '2026-10-25T05:00'),
    'on Sunday 25 October, 1:30am (the first one, before the clocks go back) to 5am',
  )
  assert.equal(
    words('2026-10-25T00:00', '2026-10-25T01:30+00:00'),
    'on Sunday 25 October, until 1:30am (the second one, after the clocks have gone back)',
  )
})

it('says until when somebody is away now', () => {
  const until = (text: string) =>
    untilWords({ endsAt: Temporal.ZonedDateTime.from(`${text}[Europe/London]`).toInstant() }, today)
  assert.equal(until('2026-11-24T00:00'), 'the end of today')
  assert.equal(until('2026-11-23T15:00'), '3pm')
  assert.equal(until('2026-12-05T00:00'), 'the end of Friday 4 December')
  assert.equal(until('2026-12-04T15:30'), 'Friday 4 December, 3:30pm')
  assert.equal(until('2027-01-05T00:00'), 'the end of Monday 4 January 2027')
})
