import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { placesOf } from '#backup'
import { systemClock } from '#lib/clock'
import { storeIn } from '../../testing/restoring.ts'
import { ledgerOf } from './gate.ts'
import { sayOnce, tasksOf } from './nightly.ts'

const folder = mkdtempSync(join(tmpdir(), 'lay-nightly-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const store = { ...storeIn(join(folder, 'data')), databaseUrl: 'postgres://db.example.org/lay' }
const nobodyThere = { host: join(folder, 'nowhere'), port: 1, database: 'lay', user: 'nobody', password: '' }
const { keyDumps } = placesOf(store)
const tasks = tasksOf(store, nobodyThere)
const { signal } = new AbortController()

/** One look: the faults that it finds, those of a task that fails included. */
async function look(): Promise<string[]> {
  const faults: string[] = []
  for (const task of tasks) faults.push(...(await task(signal).catch((error: Error) => [error.message])))
  return faults
}

describe('what is looked after while the product runs', { concurrency: false }, () => {
  it('is well where there is nothing yet', async () => assert.deepEqual(await look(), []))

  it('brings a new dump of keys to all its places, and misses one that goes', async () => {
    mkdirSync(keyDumps[0]!, { recursive: true })
    const dump = 'keys-2026-11-24T02-00-00.000000Z.dump'
    writeFileSync(join(keyDumps[0]!, dump), 'sealed')
    assert.deepEqual(await look(), [])
    for (const place of keyDumps) assert.ok(existsSync(join(place, dump)), place)
    rmSync(join(keyDumps[1]!, dump))
    assert.match((await look()).join(), /^The dump of keys \S+ is missing/)
    writeFileSync(join(keyDumps[1]!, dump), 'sealed')
  })

  it('leaves an erasure alone that may be under way, and goes to the database for one that is there again', async () => {
    const line = ledgerOf(store).append({
      kind: 'erased',
      clientId: 'a0000000-0000-4000-8000-000000000001',
      at: systemClock(),
    })
    assert.deepEqual(await look(), [])
    assert.match((await look()).join(), /ENOENT|nowhere/)
    ledgerOf(store).append({ kind: 'done', of: line })
    // The pages of the table of keys are cleared of what was destroyed.
    assert.match((await look()).join(), /ENOENT|nowhere/)
  })
})

it('says a fault once for as long as it lasts, and again when it comes back', () => {
  const said: string[] = []
  const hear = sayOnce((line) => void said.push(line))
  for (const faults of [['a'], ['a', 'b'], ['b'], [], ['a']]) hear(faults)
  assert.deepEqual(said, ['a', 'b', 'a'])
})
