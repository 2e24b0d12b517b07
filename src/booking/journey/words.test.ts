import assert from 'node:assert/strict'
import { it } from 'node:test'
import { askedWords, keptWords } from './words.ts'

const now = Temporal.Instant.from('2026-11-24T10:00:00Z')

it('repeats a kept time in one line', () => {
  const startsAt = Temporal.Instant.from('2026-11-24T19:45:00Z')
  assert.equal(keptWords({ startsAt, mode: 'phone', coachName: 'Ama' }, now), 'Today, 7:45pm, by phone, with Ama')
  assert.equal(
    keptWords({ startsAt: startsAt.add({ hours: 48 }), mode: 'video', coachName: undefined }, now),
    'Thursday 26 November, 7:45pm, by video',
  )
})

it('says all that was asked for in a coach', () => {
  assert.equal(askedWords({ who: 'anyone' }), 'Whoever is free first')
  assert.equal(
    askedWords({ who: 'anyone', language: 'hi', gender: 'woman' }),
    'Whoever is free first, speaks Hindi, gender: woman',
  )
  assert.equal(
    askedWords({ who: 'ethnically-diverse', ethnicallyDiverse: true, language: 'hi' }),
    'From an ethnically diverse background, speaks Hindi',
  )
  assert.equal(
    askedWords({ who: 'same', ethnicallyDiverse: true }),
    'A coach I have seen before, from an ethnically diverse background',
  )
})
