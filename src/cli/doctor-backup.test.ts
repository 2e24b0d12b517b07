import assert from 'node:assert/strict'
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { openLedger, placesOf, spreadDumps } from '#backup'
import { storeIn } from '../../testing/restoring.ts'
import { backupFindings } from './doctor-backup.ts'

const folder = mkdtempSync(join(tmpdir(), 'lay-doctor-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const store = storeIn(join(folder, 'data'))
const places = placesOf(store)
const begun = Temporal.Instant.from('2026-11-24T02:15:00Z')
const after26Hours = begun.add({ hours: 26, minutes: 1 })
const base = join(places.bases, '20261124T021500Z')
const bad = async (now: Temporal.Instant, changed: Partial<typeof store> = {}) =>
  (await backupFindings({ ...store, ...changed }, now)).filter(({ ok }) => !ok).map(({ words }) => words)

describe('how we stand for a bad day', { concurrency: false }, () => {
  it('is bad without a backup, but for the demonstration and where the server is the operator’s', async () => {
    assert.deepEqual(await bad(begun), ['there is no backup yet: npm run lay -- backup'])
    assert.deepEqual(await bad(begun, { demo: true }), [])
    assert.deepEqual(await bad(begun, { databaseUrl: 'postgres://db.example.org/lay' }), [])
  })

  it('is bad while the last backup was not restored for proof', async () => {
    mkdirSync(base, { recursive: true })
    writeFileSync(join(base, 'backup.json'), JSON.stringify({ name: '20261124T021500Z', startedAt: begun.toString() }))
    assert.deepEqual(await bad(begun), ['the last backup was not restored for proof: npm run lay -- backup verify'])
    writeFileSync(join(base, 'verified.json'), JSON.stringify({ at: begun.toString(), seconds: 4 }))
    assert.deepEqual(await bad(begun), [])
  })

  it('is bad once the last backup is more than 26 hours old', async () => {
    assert.deepEqual(await bad(begun.add({ hours: 26 })), [])
    assert.deepEqual(await bad(after26Hours), ['the last backup is 26.0 hours old: npm run lay -- backup'])
    assert.deepEqual(await bad(after26Hours, { demo: true }), [])
  })

  it('is bad when a dump of keys is missing in one of its places', async () => {
    mkdirSync(places.keyDumps[0]!, { recursive: true })
    writeFileSync(join(places.keyDumps[0]!, 'keys-2026-11-24T02-00-00.000000Z.dump'), 'sealed')
    await spreadDumps(places.keyDumps)
    assert.deepEqual(await bad(begun), [])
    rmSync(places.keyDumps[2]!, { recursive: true })
    assert.match((await bad(begun)).join(), /^The dump of keys \S+ is missing: copy it from \S+$/)
    mkdirSync(places.keyDumps[2]!)
    writeFileSync(join(places.keyDumps[2]!, 'keys-2026-11-24T02-00-00.000000Z.dump'), 'sealed')
    assert.deepEqual(await bad(begun), [])
  })

  it('is bad when the record of erasures or a copy of it is not as it was written', async () => {
    const ledger = openLedger(places.ledger, places.ledgerCopies, () => begun)
    ledger.append({ kind: 'erased', clientId: 'a0000000-0000-4000-8000-000000000001', at: begun })
    assert.deepEqual(await bad(begun), [])
    rmSync(places.ledgerCopies[1]!, { recursive: true })
    assert.match((await bad(begun)).join(), /is not a whole copy of/)
    appendFileSync(ledger.path, '{}\n')
    assert.match((await bad(begun)).join(), /^Line 3 of \S+ is not as it was written/)
  })
})
