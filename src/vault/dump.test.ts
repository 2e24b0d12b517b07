import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, it } from 'node:test'
import { readDump, writeDump } from './dump.ts'
import { newKek } from './kek.ts'
import { makeKey } from './wrap.ts'

const folder = mkdtempSync(join(tmpdir(), 'dump-'))
after(() => rmSync(folder, { recursive: true }))
const kek = newKek()
const rows = ['amina', 'mark'].map((subject) => makeKey(kek, subject, 'contact').wrapped)
const start = Temporal.Instant.from('2026-11-23T08:00:00Z')

it('gives back every wrapped key, under the KEK alone', () => {
  const file = writeDump(folder, kek, { at: start, rows })
  assert.deepEqual(readDump(file, [newKek(), kek]), { at: start, rows })
  assert.throws(() => readDump(file, [newKek()]), /does not hold/)
  assert.ok(!readFileSync(file).includes('amina'))
})

it('is in order of when it was written, and dropped seven days later', () => {
  for (const hours of [9, 100, 10, 167]) writeDump(folder, kek, { at: start.add({ hours }), rows })
  assert.equal(readdirSync(folder).length, 5)
  const last = writeDump(folder, kek, { at: start.add({ hours: 179 }), rows: [] })
  assert.deepEqual(readDump(last, [kek]).rows, [])
  assert.equal(join(folder, readdirSync(folder).sort().at(-1)!), last)
  assert.equal(readdirSync(folder).length, 3, 'those of hours 0, 9 and 10 are gone')
})

it('says so when a byte of it was changed or its end is missing', () => {
  const file = writeDump(folder, kek, { at: start, rows })
  const whole = readFileSync(file)
  chmodSync(file, 0o600)
  for (const wrong of [whole.subarray(0, -1), Buffer.concat([whole.subarray(0, -1), Buffer.of(whole.at(-1)! ^ 1)])]) {
    writeFileSync(file, wrong)
    assert.throws(() => readDump(file, [kek]), /altered or cut off/)
  }
})
