import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { Clock } from '../src/lib/clock.ts'
import { erasing } from '../src/launch/erasing.ts'

/** Erasing with a real ledger, in a folder that goes with the test file. */
export function erasingHere(clock: Clock) {
  const dataDir = mkdtempSync(join(tmpdir(), 'lay-ledger-'))
  after(() => rmSync(dataDir, { recursive: true, force: true }))
  const kept = { dataDir, backupDir: join(dataDir, 'b'), ledgerDir: join(dataDir, 'l'), copiesDir: join(dataDir, 'c') }
  return { erase: erasing(kept, clock), ledger: join(kept.ledgerDir, 'erasures.jsonl') }
}
