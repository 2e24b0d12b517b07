import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isDue, mayGo } from './retention.ts'
import { gapIn, pieceOf } from './wal.ts'

const now = Temporal.Instant.from('2026-11-25T09:00:00Z')
const nights = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ name: String(i), at: now.subtract({ hours: 24 * i + 6 }) }))

describe('which backups are kept', () => {
  it('every one of the last week, and none after 35 days', () => {
    const going = mayGo(nights(60), now)
    for (const { name } of nights(7)) assert.ok(!going.includes(name), name)
    for (let i = 35; i < 60; i++) assert.ok(going.includes(String(i)), String(i))
  })

  it('one a week of those between, the first of each', () => {
    const kept = nights(35).filter(({ name }) => !mayGo(nights(35), now).includes(name))
    const old = kept.filter(({ name }) => Number(name) >= 7)
    assert.deepEqual(
      old.map(({ at }) => at.toZonedDateTimeISO('Europe/London').dayOfWeek),
      [1, 1, 1, 1, 4],
    )
  })

  it('the newest whatever its age', () =>
    assert.deepEqual(mayGo([{ name: 'only', at: now.subtract({ hours: 9_000 }) }], now), []))
})

describe('when a backup is due', () => {
  it('at once without any', () => assert.equal(isDue(null, now), true))
  it('after each night at 2:15, not before', () => {
    const last = Temporal.Instant.from('2026-11-24T02:20:00Z')
    assert.equal(isDue(last, Temporal.Instant.from('2026-11-25T02:14:00Z')), false)
    assert.equal(isDue(last, Temporal.Instant.from('2026-11-25T02:15:00Z')), true)
    assert.equal(isDue(Temporal.Instant.from('2026-11-25T02:15:00Z'), now), false)
  })
  it('in London’s nights, in summer too', () => {
    const last = Temporal.Instant.from('2026-07-01T01:16:00Z')
    assert.equal(isDue(last, Temporal.Instant.from('2026-07-02T01:14:00Z')), false)
    assert.equal(isDue(last, Temporal.Instant.from('2026-07-02T01:15:00Z')), true)
  })
})

describe('pieces of the log', () => {
  const pieces = (...names: string[]) => names.map((name) => pieceOf(name)!)
  const [one, two, three] = [
    '0000000100000000000000FE',
    '0000000100000000000000FF',
    '000000010000000100000000',
  ] as const

  it('stand in one row, 256 to a part', () => {
    assert.equal(pieceOf(three)!.place, pieceOf(two)!.place + 1)
    assert.equal(pieceOf('00000002.history.gz'), null)
    assert.equal(pieceOf('000000010000000000000002.00000028.backup.gz'), null)
  })

  it('are all there, or the first that is not is known', () => {
    assert.equal(gapIn(pieces(one, two, three), pieceOf(one)!, pieceOf(three)!), null)
    assert.equal(gapIn(pieces(one, three), pieceOf(one)!, pieceOf(one)!), pieceOf(two)!.place)
    assert.equal(gapIn(pieces(one, two), pieceOf(one)!, pieceOf(three)!), pieceOf(three)!.place)
  })

  it('may go on along a later timeline, never along an earlier', () => {
    const later = '0000000200000000000000FF'
    assert.equal(gapIn(pieces(one, later), pieceOf(one)!, pieceOf(later)!), null)
    assert.equal(gapIn(pieces(later, three), pieceOf(later)!, pieceOf(three)!), pieceOf(three)!.place)
  })
})
