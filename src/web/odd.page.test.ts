import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { app } from './sample.ts'

describe('Odd queries and paths', () => {
  it('never break anything', async () => {
    const paths = [
      '/query?id=1&id=2',
      '/query?id[]=1',
      '/query?id[$ne]=1',
      '/query?__proto__[x]=1',
      '/query?__proto__=1&constructor=2',
      '/query?page=-1',
      '/query?page=1e9',
      '/query?page=NaN',
      '/query?q=%',
      '/query?q=%00',
      `/query?q=${'x'.repeat(100_000)}`,
      '/query?q=%ED%A0%80',
      '/%2e%2e/',
      '/../../etc/passwd',
      '/notes%2Fid',
      '//query',
      '//',
      '/QUERY/',
      '/query;x=1',
      '/query/%C0%AF',
      '/of/%C0%AF',
      '/of/%',
      '/of/%00',
      '/of/__proto__',
      '/of/constructor',
      `/of/${'x'.repeat(5_000)}`,
      '/_internal',
      '/[__handler]',
      '/query?next=//evil',
      '/query?next=/%5Cevil',
      '/query?next=javascript:',
      '/query?date=2027-02-30',
      '/?',
      '/#',
      '/query?&&==&=',
      '/assets/',
      '/assets/../serve.ts',
      '/assets/%2e%2e/serve.ts',
      '/of/a?_method=DELETE',
      '*',
      '/\u{202E}',
    ]
    for (const url of paths) {
      const { statusCode, body } = await app.inject({ url, headers: { 'x-http-method-override': 'DELETE' } })
      assert.ok(statusCode < 500, `${url.slice(0, 60)}: ${statusCode}`)
      assert.ok(!/ at .*\.ts|node_modules/.test(body))
    }
  })

  it('are read plainly: the first of many, a NUL marked, no prototype', async () => {
    assert.deepEqual(
      (await app.inject('/query?a=1&a=2&b=%00x&__proto__=y')).body,
      '{"a":"1","b":"\ufffdx","__proto__":"y"}',
    )
  })

  it('with methods that nobody knows get a refusal', async () => {
    for (const method of ['OPTIONS', 'TRACE', 'PROPFIND', 'PUT', 'PATCH'] as 'OPTIONS'[])
      for (const url of ['/', '/nothing', '/api/v1/things']) {
        const { statusCode } = await app.inject({ method, url })
        assert.ok([403, 404, 405].includes(statusCode), `${method} ${url}: ${statusCode}`)
      }
  })

  it('cannot put anything into the name of a file', async () => {
    const { headers } = await app.inject('/file')
    assert.equal(headers['content-disposition'], 'attachment; filename="a-b--.ics"')
  })

  it('cookies that are odd are only cookies', async () => {
    const { statusCode } = await app.inject({
      url: '/cookies',
      headers: { cookie: '__Host-__proto__=1; =; a=%; __Host-b=%00; ;;' },
    })
    assert.equal(statusCode, 200)
  })
})
