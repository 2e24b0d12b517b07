import assert from 'node:assert/strict'
import { it } from 'node:test'
import { browserOf, tokenHash } from './browser.ts'

it('gives a browser without a token a new one, for 60 days', () => {
  const [one, other] = [browserOf({ cookies: {} }), browserOf({ cookies: {} })]
  assert.equal(Buffer.from(one.token, 'base64url').length, 16)
  assert.deepEqual(one.cookies, [{ name: 'lay-browser', value: one.token }])
  assert.deepEqual(one.hash, tokenHash(one.token))
  assert.notEqual(one.token, other.token)
})

it('knows a browser again', () => {
  const before = browserOf({ cookies: {} })
  assert.deepEqual(browserOf({ cookies: { 'lay-browser': before.token } }), { ...before, cookies: [] })
})

it('takes no token that it did not make', () => {
  for (const token of ['', 'a', 'A'.repeat(23), `${'A'.repeat(21)}B`, `${'A'.repeat(21)};`])
    assert.notEqual(browserOf({ cookies: { 'lay-browser': token } }).token, token)
})
