import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertValidHtml } from '../../testing/html.ts'
import { api, app, asForm, post, withKey } from './sample.ts'

describe('A body', () => {
  it('of a form gives every value of every name', async () => {
    const answer = await post('/form', 'name=+Amina%20+&many=1&many=2&__proto__=x&constructor=y&odd%00=%00%ED%A0%80')
    const { name, all, form } = answer.json<{ name: string; all: string[]; form: Record<string, string[]> }>()
    assert.deepEqual([name, all], ['Amina', ['1', '2']])
    assert.equal(answer.statusCode, 200)
    assert.ok(
      Object.values(form)
        .flat()
        .every((value: string) => !value.includes('\0') && value.isWellFormed()),
    )
  })

  it('is not needed, nor its type, where there is nothing to say', async () => {
    const none = await app.inject({ method: 'POST', url: '/api/v1/things', headers: { authorization: 'Bearer key' } })
    assert.equal(none.body, '"no body"')
    assert.equal((await api('')).body, '"no body"')
    const gone = await app.inject({
      method: 'DELETE',
      url: '/api/v1/things/1',
      headers: { authorization: 'Bearer key' },
    })
    assert.equal(gone.statusCode, 204)
  })

  it('of another kind is a 415, as a problem to the API and as a page to people', async () => {
    for (const type of [
      'text/plain',
      'application/json\ta',
      'application/json garbage',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/json; charset=utf-7',
      'application/ld+json',
    ]) {
      const answer = await api('{}', { ...withKey, 'content-type': type })
      assert.equal(answer.statusCode, 415, type)
      assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
      assert.match(answer.json<{ type: string }>().type, /#media-type$/)
    }
    const packed = await api('{}', { ...withKey, 'content-encoding': 'gzip' })
    assert.equal(packed.statusCode, 415)
    const asPage = await post('/form', '{}', { ...asForm, 'content-type': 'application/json' })
    assert.equal(asPage.statusCode, 415)
    await assertValidHtml(asPage.body)
  })

  it('of JSON that is broken, unsound or too deep is malformed', async () => {
    const deep = '['.repeat(10_000) + ']'.repeat(10_000)
    const bad = [
      '{',
      '{"a":1}x',
      deep,
      '['.repeat(99_000),
      '{"a":"\\u0000"}',
      '{"a":"\\ud800"}',
      '{"__proto__":{"x":1}}',
      '{"constructor":{"prototype":{"x":1}}}',
      Buffer.from([0x22, 0xc0, 0xaf, 0x22]),
    ]
    for (const body of bad) {
      const answer = await api(body)
      assert.equal(answer.statusCode, 400, String(body).slice(0, 40))
      assert.match(answer.json<{ type: string }>().type, /#malformed$/)
    }
    assert.equal((await api('{"a":1,"a":2}')).body, '{"a":2}')
    assert.equal((await api('[1e400, -0, 9007199254740993]')).statusCode, 200)
  })

  it('that is too large is refused, to everybody in his own form', async () => {
    assert.equal((await api(JSON.stringify('x'.repeat(100_001)))).json<{ status: number }>().status, 413)
    const asPage = await post('/form', `name=${'x'.repeat(100_001)}`)
    assert.equal(asPage.statusCode, 413)
    assert.match(asPage.body, /too long/)
  })

  it('is not looked at before the asker is known', async () => {
    const answer = await api('{', { 'content-type': 'application/json' })
    assert.equal(answer.json<{ type: string }>().type, '/api#unauthorized')
  })
})
