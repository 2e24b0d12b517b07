import assert from 'node:assert/strict'
import { it } from 'node:test'
import { reasonErrors } from './rules.ts'

const said = (reason: string) => reasonErrors(reason)['reason'] ?? null

it('takes a reason that says something', () => {
  assert.equal(said('They asked us to call them back'), null)
  assert.equal(said('Zażalenie na to, co zapisano wczoraj'), null)
})

it('refuses one that is only long', () => {
  assert.match(said('Because')!, /20 characters/)
  for (const empty of [
    'a'.repeat(60),
    'because '.repeat(9),
    'x y z '.repeat(9),
    '12345 67890 24680 13579 11111',
    '- '.repeat(40),
  ])
    assert.match(said(empty)!, /^Say why in/, empty)
  assert.match(said('word '.repeat(300))!, /1000 characters or fewer/)
})
