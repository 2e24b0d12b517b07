import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { encodingOf } from './compress.ts'
import { bodyKind, isSoundJson, originsOf, pathOfOurs, readPairs } from './rules.ts'

describe('The rules of requests', () => {
  it('know our origin, and on loopback all its spellings', () => {
    assert.deepEqual(originsOf('https://coach.example/'), ['https://coach.example'])
    assert.deepEqual(originsOf('http://localhost:3000'), [
      'http://localhost:3000',
      'http://127.0.0.1:3000',
      'http://[::1]:3000',
    ])
  })

  it('send nobody to another host, whatever the path', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string({ unit: 'binary' }),
          fc.string().map((text) => `/${text}`),
        ),
        (path) => {
          const led = pathOfOurs(path, 'https://coach.example')
          assert.equal(new URL(led, 'https://coach.example').origin, 'https://coach.example')
          assert.match(led, /^\/(?!\/)[\x21-\x7e]*$/)
        },
      ),
    )
  })

  it('read only UTF-8 bodies of two kinds', () => {
    assert.equal(bodyKind('application/json'), 'json')
    assert.equal(bodyKind('Application/JSON; charset="UTF-8"'), 'json')
    assert.equal(bodyKind('application/x-www-form-urlencoded;charset=utf-8'), 'form')
    for (const other of [
      undefined,
      '',
      'text/json',
      'application/json; charset=utf-16',
      'application/jsonp',
      'application/json, text/html',
    ])
      assert.equal(bodyKind(other), null)
  })

  it('read any text as pairs of sound texts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const [name, values] of Object.entries(readPairs(text)))
          for (const part of [name, ...values]) assert.ok(part.isWellFormed() && !part.includes('\0'))
      }),
    )
  })

  it('take JSON of up to 32 levels', () => {
    const nested = (levels: number): unknown => (levels ? [nested(levels - 1)] : 1)
    assert.ok(isSoundJson(nested(32)))
    assert.ok(!isSoundJson(nested(33)))
    assert.ok(!isSoundJson({ 'a\0': 1 }))
  })

  it('compress only for who asks', () => {
    assert.equal(encodingOf(undefined), null)
    assert.equal(encodingOf('gzip, deflate, br, zstd'), 'br')
    assert.equal(encodingOf('br;q=0, gzip;q=0.5'), 'gzip')
    assert.equal(encodingOf('identity, gzip;q=0.0'), null)
    assert.equal(encodingOf('x-brand'), null)
  })
})
