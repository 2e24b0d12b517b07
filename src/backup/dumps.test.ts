import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { faultsInDumps, newestDumps, spreadDumps } from './dumps.ts'

const folder = mkdtempSync(join(tmpdir(), 'lay-dumps-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const [first, second] = ['keys-2026-11-23T08-00-00.000000Z.dump', 'keys-2026-11-24T08-00-00.000000Z.dump'] as const
let rounds = 0

/** Three places, with a dump in the first as the vault writes it. */
async function places() {
  rounds++
  const made = ['own', 'backups', 'third'].map((name) => join(folder, String(rounds), name))
  mkdirSync(made[0]!, { recursive: true })
  writeFileSync(join(made[0]!, first), 'sealed keys', { mode: 0o400 })
  await spreadDumps(made)
  return made
}

describe('dumps of keys', () => {
  it('are in every place, for their owner alone', async () => {
    const all = await places()
    for (const place of all) assert.equal(readFileSync(join(place, first), 'utf8'), 'sealed keys')
    assert.equal(statSync(join(all[2]!, first)).mode & 0o077, 0)
    assert.deepEqual(await faultsInDumps(all), [])
  })

  it('are looked for nowhere before there is one', async () => {
    const none = ['a', 'b', 'c'].map((name) => join(folder, 'none', name))
    await spreadDumps(none)
    assert.deepEqual(await faultsInDumps(none), [])
    assert.deepEqual(await newestDumps(none), [])
  })

  for (const index of [0, 1, 2]) {
    it(`are missed in place ${index + 1} when one is gone, and are not put back in silence`, async () => {
      const all = await places()
      rmSync(join(all[index]!, first))
      await spreadDumps(all)
      const [fault, ...more] = await faultsInDumps(all)
      assert.match(
        fault ?? '',
        new RegExp(`${join(all[index]!, first)} is missing: copy it from ${all[index ? 0 : 1]}`),
      )
      assert.deepEqual(more, [])
    })

    it(`are known to be damaged in place ${index + 1} by a single byte`, async () => {
      const all = await places()
      chmodSync(join(all[index]!, first), 0o600)
      writeFileSync(join(all[index]!, first), 'sealed kezs')
      await spreadDumps(all)
      assert.match((await faultsInDumps(all)).join(), /^The dump of keys \S+ is damaged: copy it from \S+$/)
    })

    it(`are missed when all of place ${index + 1} is gone`, async () => {
      const all = await places()
      rmSync(all[index]!, { recursive: true })
      await spreadDumps(all)
      assert.equal((await faultsInDumps(all)).length, 1)
    })
  }

  it('say how to make another when no copy is whole', async () => {
    const all = await places()
    for (const place of all) rmSync(join(place, first))
    assert.match((await faultsInDumps(all))[0] ?? '', /is missing: make another: npm run lay -- keys dump$/)
  })

  it('follow each other: a new one makes up for what happened to the last', async () => {
    const all = await places()
    rmSync(join(all[1]!, first))
    writeFileSync(join(all[0]!, second), 'newer keys')
    await spreadDumps(all)
    assert.deepEqual(await faultsInDumps(all), [])
    for (const place of all) assert.equal(readFileSync(join(place, second), 'utf8'), 'newer keys')
    assert.deepEqual(
      await newestDumps(all),
      all.map((place) => join(place, second)),
    )
  })

  it('go everywhere once the vault has dropped them', async () => {
    const all = await places()
    rmSync(join(all[0]!, first))
    writeFileSync(join(all[0]!, second), 'newer keys')
    await spreadDumps(all)
    for (const place of all) assert.equal(existsSync(join(place, first)), false)
  })
})
