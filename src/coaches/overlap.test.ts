import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Exception, Pattern } from './pattern.ts'
import { lastAbout, overlapOf } from './overlap.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const today = day('2026-11-23')
const mornings: Pattern = {
  rule: 'FREQ=WEEKLY;BYDAY=MO,TU',
  startsOn: day('2026-01-05'),
  endsOn: null,
  startsAt: 480,
  endsAt: 720,
  zone: 'Europe/London',
}
const overlap = (more: Partial<Pattern>, other: Partial<Pattern> = {}) =>
  overlapOf({ ...mornings, startsOn: day('2026-11-24'), ...more }, { ...mornings, ...other }, today)

describe('weekly hours', () => {
  it('are there already where others have all of them', () => {
    assert.equal(overlap({}), 'whole')
    assert.equal(overlap({ rule: 'FREQ=WEEKLY;BYDAY=TU' }), 'whole')
    assert.equal(overlap({ rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', startsAt: 540, endsAt: 600 }), 'whole')
    assert.equal(overlap({ startsOn: day('2020-01-01') }), 'whole', 'what is over does not count')
    assert.equal(overlap({ endsOn: day('2026-12-31') }, { endsOn: day('2026-12-31') }), 'whole')
  })

  it('overlap where others have some of them, in time or in days', () => {
    assert.equal(overlap({ startsAt: 719, endsAt: 780 }), 'part')
    assert.equal(overlap({ rule: 'FREQ=WEEKLY;BYDAY=TU,WE' }), 'part')
    assert.equal(overlap({}, { rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU' }), 'part')
    assert.equal(overlap({}, { startsOn: day('2027-01-04') }), 'part')
    assert.equal(overlap({}, { endsOn: day('2026-11-30') }), 'part')
    assert.equal(overlap({}, { endsOn: day('2036-11-30') }), 'part', 'those that end do not have what goes on')
  })

  it('are apart where they only touch, or fall on other days or weeks', () => {
    assert.equal(overlap({ startsAt: 720, endsAt: 780 }), 'none')
    assert.equal(overlap({ rule: 'FREQ=WEEKLY;BYDAY=WE' }), 'none')
    assert.equal(overlap({}, { endsOn: day('2026-11-23') }), 'none')
    const second = { rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU' }
    assert.equal(overlap(second, { ...second, startsOn: day('2026-12-01') }), 'none')
    assert.equal(overlap(second, { ...second, startsOn: day('2026-12-08') }), 'part')
  })
})

describe('a day that differs', () => {
  const on = (kind: Exception['kind'], startsAt = 480, endsAt = 720): Exception => ({
    kind,
    onDate: day('2026-12-01'),
    startsAt,
    endsAt,
    zone: 'Europe/London',
  })

  it('is said already where the last word about all of its hours says so', () => {
    assert.equal(lastAbout(on('open'), [on('closed'), on('open')]), 1)
    assert.equal(lastAbout(on('open', 540, 600), [on('open'), on('closed', 720, 780)]), 0)
  })

  it('is not where nobody said it, or it was taken back for some of its hours', () => {
    assert.equal(lastAbout(on('open'), []), null)
    assert.equal(lastAbout(on('open'), [on('closed')]), null)
    assert.equal(lastAbout(on('open'), [on('open'), on('closed', 700, 780)]), null)
    assert.equal(lastAbout(on('open'), [on('open', 480, 600), on('open', 600, 720)]), null)
  })
})
