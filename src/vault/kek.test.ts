import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { followKeks, newKek, readKeks, writeKeks } from './kek.ts'
import { makeKey, unwrap, wrap } from './wrap.ts'

const folder = mkdtempSync(join(tmpdir(), 'kek-'))
after(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'kek')
const line = (bytes: Buffer) => `${bytes.toString('base64url')}\n`

describe('a key file', () => {
  it('gives back its keys, the one in use last, to its owner alone', () => {
    const keks = [newKek(), newKek()]
    writeKeks(file, keks)
    assert.deepEqual(readKeks(file), keks)
    assert.equal(statSync(file).mode & 0o777, 0o400)
    assert.equal(readKeks(join(folder, 'none')), null)
  })

  it('is refused when everybody can read it, when a key is short, and when a key is an example', () => {
    const wrong = join(folder, 'wrong')
    const refused = (text: string, because: RegExp, mode = 0o600) => {
      writeFileSync(wrong, text)
      chmodSync(wrong, mode)
      assert.throws(() => readKeks(wrong), because)
    }
    refused(line(newKek().secret), /everybody/, 0o644)
    refused(line(newKek().secret.subarray(1)), /32 bytes/)
    refused('changeme\n', /32 bytes/)
    refused(line(Buffer.alloc(32)), /example/)
    refused(line(Buffer.from('0123456701234567012345670123456701234567', 'latin1').subarray(0, 32)), /example/)
    refused('\n', /no key/)
  })

  it('overwrites what it held: a key left out is not on the disk in its place any more', () => {
    const [old, next] = [newKek(), newKek()]
    writeKeks(file, [old, next])
    const before = openSync(file, 'r')
    writeKeks(file, [next])
    const left = Buffer.alloc(200)
    readSync(before, left, 0, 200, 0)
    assert.ok(!left.includes(old.secret.toString('base64url')))
    assert.ok(!readFileSync(file, 'utf8').includes(old.secret.toString('base64url')))
  })

  it('is read anew when it has changed', () => {
    const keks = followKeks(file)
    const next = newKek()
    assert.notEqual(keks().at(-1)!.id, next.id)
    writeKeks(file, [...keks(), next])
    assert.equal(keks().at(-1)!.id, next.id)
  })
})

describe('a wrapped key', () => {
  const [kek, other] = [newKek(), newKek()]
  const { key, wrapped } = makeKey(kek, 'amina', 'contact')

  it('opens with its KEK, whichever others are at hand', () => {
    assert.deepEqual(unwrap([other, kek], wrapped), key)
    assert.deepEqual(unwrap([other], wrap(other, { ...key, purpose: 'contact' })), key)
  })

  it('opens for nobody else: not for another person, purpose, version or KEK', () => {
    const others = [{ subject: 'mark' }, { purpose: 'content' as const }, { version: 2 }, { kekId: other.id }]
    for (const wrong of others) assert.throws(() => unwrap([kek, other], { ...wrapped, ...wrong }), /does not open/)
    assert.throws(() => unwrap([other], wrapped), /does not hold/)
  })
})
