import assert from 'node:assert/strict'
import { it } from 'node:test'
import { readAfter, startOf } from './slots.ts'

const now = Temporal.Instant.from('2026-11-26T12:00:00Z')
const slots = ['2026-11-26T13:00:00Z', '2026-11-26T14:00:00Z']
const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds

it('takes the time that was pressed, else that of the number in the list as it was shown', () => {
  assert.equal(startOf({ number: '1', slots }, '2026-11-26T15:00:00Z'), at('2026-11-26T15:00:00Z'))
  assert.equal(startOf({ number: '2', slots }, ''), at('2026-11-26T14:00:00Z'))
  for (const number of ['', '0', '3', '11', '1.5', 'one', '__proto__'])
    assert.equal(startOf({ number, slots }, ''), null, number)
  for (const pressed of ['x', '2026-11-26', '2026-13-01T00:00Z'])
    assert.equal(startOf({ number: '1', slots }, pressed), null)
})

it('goes on after the last time that was shown, and begins anew where that cannot be', () => {
  assert.equal(readAfter(String(at('2026-11-27T09:00:00Z')), now), at('2026-11-27T09:00:00Z') + 1)
  for (const text of ['', '-1', 'x', 'Infinity', '1e99', '999999999999999', String(at('2020-01-01T00:00:00Z'))])
    assert.equal(readAfter(text, now), now.epochMilliseconds, text)
})
