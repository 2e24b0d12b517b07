import assert from 'node:assert/strict'
import { it } from 'node:test'
import { matches, workingRanges } from '#coaches'
import { castWhoSignIn } from './cast.ts'
import { demoCoaches } from './demo-coaches.ts'
import { chanceFrom, idOf } from './random.ts'

const coaches = demoCoaches()
const from = Temporal.PlainDate.from('2026-11-23')
const until = from.add({ days: 14 })

/** Of all quarter-hours from 8am to 10pm in a fortnight, how few coaches work who match. */
function fewest(service: string, mode: string): number {
  const counts = new Map<number, number>()
  for (const coach of coaches.filter((coach) => matches({ ...coach, active: true }, { service, mode })))
    for (const range of workingRanges({ patterns: coach.patterns, exceptions: [] }, from, until))
      for (let at = range.startsAt; at < range.endsAt; at += 900_000) counts.set(at, (counts.get(at) ?? 0) + 1)
  const quarters = Array.from({ length: 14 * 56 }, (_, i) => {
    const day = from.add({ days: Math.floor(i / 56) })
    return day.toZonedDateTime('Europe/London').epochMilliseconds + (32 + (i % 56)) * 900_000
  })
  return Math.min(...quarters.map((at) => counts.get(at) ?? 0))
}

it('has several coaches at work in every hour from 8am to 10pm, and somebody for each service', () => {
  for (const mode of ['video', 'phone']) {
    assert.ok(fewest('lay-too', mode) >= 5)
    assert.ok(fewest('lay-too-ed', mode) >= 3)
    assert.ok(fewest('lay-career', mode) >= 1)
    assert.ok(fewest('lay-team', mode) >= 1)
  }
})

it('has sixty coaches, twenty of them listed, each with an address of their own', () => {
  assert.equal(coaches.length, 60)
  assert.equal(coaches.filter(({ ethnicallyDiverse }) => ethnicallyDiverse).length, 20)
  assert.equal(new Set(coaches.map(({ email }) => email)).size, 60)
  assert.equal(new Set(coaches.map(({ id }) => id)).size, 60)
  for (const { email } of coaches) assert.match(email, /^[a-z.]+@example\.org$/)
})

it('names the coaches of the cast among them', () => {
  for (const { coachId, email, name } of castWhoSignIn.filter(({ role }) => role === 'coach')) {
    const coach = coaches.find(({ id }) => id === coachId)
    assert.deepEqual([coach?.email, coach?.nameShown], [email, name])
  }
})

it('takes the same chances every time, and spreads them', () => {
  const draw = () => {
    const chance = chanceFrom(7)
    return Array.from({ length: 2_000 }, () => chance.whole(1, 10))
  }
  assert.deepEqual(draw(), draw())
  for (let face = 1; face <= 10; face++) {
    const share = draw().filter((drawn) => drawn === face).length / 2_000
    assert.ok(share > 0.07 && share < 0.13, `${face}: ${share}`)
  }
  assert.match(idOf('coach', 'dev'), /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
