import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { kekOfDump, readKeks } from '#vault'
import { operatorsServer } from '../../testing/operators-server.ts'

const { own, begin, lay } = await operatorsServer()
await begin()
const places = [join(own, 'keys-dumps'), join(own, 'backups', 'keys-dumps'), join(own, 'copies', 'keys-dumps')]
const newest = (place: string) => {
  const last = readdirSync(place)
    .filter((name) => name.endsWith('.dump'))
    .toSorted()
    .at(-1)
  return kekOfDump(join(place, last!))
}
const keks = () => readKeks(join(own, 'secrets', 'kek'))!.map(({ id }) => id)

describe('keys rotate', { concurrency: false }, () => {
  it('takes the new dump to all three places before the old key goes', async () => {
    assert.equal((await lay('service', 'show')).status, 0)
    const [old] = keks()
    const { status, err } = await lay('keys', 'rotate')
    assert.equal(status, 0, err)
    const [now, ...more] = keks()
    assert.ok(now !== old && more.length === 0)
    for (const place of places) assert.equal(newest(place), now, place)
    assert.doesNotMatch((await lay('doctor')).out, /dump of keys/)
  })

  it('keeps the old key while a place cannot be written to, and is finished by the next run', async () => {
    const third = join(own, 'copies')
    await rm(third, { recursive: true })
    await writeFile(third, 'no folder')
    const [old] = keks()
    const stopped = await lay('keys', 'rotate')
    assert.equal(stopped.status, 1)
    assert.match(stopped.err, /copies\/keys-dumps cannot be written to .*\n.*so the old key stays: see keys --help\n$/)
    assert.equal(keks()[0], old)
    assert.equal(keks().length, 2)
    await rm(third)
    const finished = await lay('keys', 'rotate')
    assert.equal(finished.status, 0, finished.err)
    assert.ok(!keks().includes(old!) && keks().length === 1)
    for (const place of places) assert.equal(newest(place), keks()[0], place)
  })

  it('does without a place when it is told to, and the doctor names what lies there under the old key', async () => {
    const third = join(own, 'copies', 'keys-dumps')
    const before = readdirSync(third).filter((name) => name.endsWith('.dump'))
    const kept = before.map((name) => [name, readFileSync(join(third, name))] as const)
    await rm(third, { recursive: true })
    await writeFile(third, 'no folder')
    const { status, err } = await lay('keys', 'rotate', '--alone')
    assert.equal(status, 0, err)
    assert.match(err, /copies\/keys-dumps cannot be written to/)
    assert.equal(keks().length, 1)
    await rm(third)
    assert.equal(existsSync(third), false)
    await lay('backup')
    for (const name of readdirSync(third)) if (name.endsWith('.dump')) await rm(join(third, name))
    for (const [name, bytes] of kept) await writeFile(join(third, name), bytes, { mode: 0o600 })
    const doctor = await lay('doctor')
    assert.equal(doctor.status, 1)
    assert.match(
      doctor.out,
      /^bad {2}The dump of keys \S+copies\S+ is sealed with [0-9a-f]{16}, and [0-9a-f]{16} is in use: /m,
    )
  })

  it('takes no other word', async () => assert.equal((await lay('keys', 'rotate', '--now')).status, 1))
})
