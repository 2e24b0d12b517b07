import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { boundaryOf, readMultipart } from './multipart.ts'

const type = 'multipart/form-data; boundary=xyz'
const read = (...lines: string[]) => readMultipart(type, Buffer.from(lines.join('\r\n')))
const part = (disposition: string, content = 'x') => [
  '--xyz',
  `Content-Disposition: form-data; ${disposition}`,
  '',
  content,
]

describe('a form with a file in it', () => {
  it('gives what a browser sent, whatever bytes they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.string(), async (bytes, said) => {
        const form = new FormData()
        form.set('said', said)
        form.set('file', new Blob([new Uint8Array(bytes)]), 'a"b.ics')
        const sent = new Request('http://localhost/', { method: 'POST', body: form })
        const got = readMultipart(sent.headers.get('content-type')!, Buffer.from(await sent.arrayBuffer()))
        assert.deepEqual(got!.file, Buffer.from(bytes))
        assert.deepEqual(Object.keys(got!.form), ['said'])
      }),
    )
  })

  it('has no file where none was chosen, and the first of several', () => {
    assert.equal(read(...part('name="file"; filename=""', ''), '--xyz--')!.file, null)
    assert.equal(read(...part('name="file"; filename="a.ics"', ''), '--xyz--')!.file!.length, 0)
    const several = read(
      ...part('name="file"; filename="a"', 'one'),
      ...part('name="file"; filename="b"', 'two'),
      '--xyz--',
    )
    assert.equal(several!.file!.toString(), 'one')
    assert.deepEqual(read('--xyz--'), { form: Object.create(null) as object, file: null })
  })

  it('has fields as every form: all values, sound text, no prototype', () => {
    const { form, file } = read(
      ...part('name="a"', '1'),
      ...part('name="a"', '\0'),
      ...part('name="__proto__"', '2'),
      '--xyz--',
    )!
    assert.deepEqual({ ...form }, { a: ['1', '\ufffd'], ['__proto__']: ['2'] })
    assert.equal(Object.getPrototypeOf(form), null)
    assert.equal(file, null)
  })

  it('is none where no browser would send it so', () => {
    for (const lines of [
      [''],
      ['x', ...part('name="a"'), '--xyz--'],
      part('name="a"'),
      [...part('name="a"'), '--xyz'],
      ['--xyz', 'Content-Disposition: form-data; name="a"', 'x', '--xyz--'],
      ['--xyz', 'Content-Type: text/plain', '', 'x', '--xyz--'],
      [...part('filename="a"'), '--xyz--'],
      [...part(`name="${'a'.repeat(3_000)}"`), '--xyz--'],
      [...Array.from({ length: 1_000 }, () => part('name="a"')).flat(), '--xyz--'],
      ['--xyzz', '', '', '--xyzz--'],
    ])
      assert.equal(read(...lines), null, lines.join('|').slice(0, 60))
    for (const wrong of [
      undefined,
      'multipart/form-data',
      'multipart/form-data; boundary=',
      'multipart/mixed; boundary=xyz',
      `multipart/form-data; boundary=${'x'.repeat(71)}`,
    ])
      assert.equal(boundaryOf(wrong), null)
    assert.equal(boundaryOf('multipart/form-data; boundary="a b"'), null)
  })

  it('is read in one go, however it is broken', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('--xyz', '\r\n', '\r\n\r\n', '--', 'Content-Disposition: form-data; name="a"', 'x', '\0'),
        ),
        (pieces) => {
          const sent = readMultipart(type, Buffer.from(`--xyz\r\n${pieces.join('')}`))
          assert.ok(sent === null || typeof sent.form === 'object')
        },
      ),
    )
  })
})
