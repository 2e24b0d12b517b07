import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { toInstant } from '#lib/time'
import { gaps } from './rules.ts'

const now = Temporal.Instant.from('2026-11-25T09:30:00Z')

describe('when nobody has the duty', () => {
  const said = (turns: readonly [string, string][]) =>
    gaps(
      turns.map(([from, until]) => ({ startsAt: Temporal.Instant.from(from), endsAt: Temporal.Instant.from(until) })),
      now,
    ).map(({ startsAt, endsAt }) => `${toInstant(startsAt)} ${toInstant(endsAt)}`)

  it('is every day from 8am to 10pm, from now on', () => {
    const all = said([])
    assert.equal(all.length, 7)
    assert.deepEqual(all.slice(0, 2), [
      '2026-11-25T09:30:00Z 2026-11-25T22:00:00Z',
      '2026-11-26T08:00:00Z 2026-11-26T22:00:00Z',
    ])
  })
  it('is what turns leave between them', () => {
    const [first] = said([
      ['2026-11-25T06:00:00Z', '2026-11-25T12:00:00Z'],
      ['2026-11-25T13:00:00Z', '2026-11-25T23:00:00Z'],
    ])
    assert.equal(first, '2026-11-25T12:00:00Z 2026-11-25T13:00:00Z')
  })
  it('is never where one turn goes on for the whole week', () =>
    assert.deepEqual(said([['2026-11-25T00:00:00Z', '2026-12-02T00:00:00Z']]), []))
})
