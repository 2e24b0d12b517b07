import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { Clock } from '../src/lib/clock.ts'
import { worker } from '../src/lib/door.ts'
import {
  followKeks,
  holdKeys,
  keep,
  keeper,
  settleKeks,
  type HoldPorts,
  type KeyHolder,
  type Purpose,
} from '../src/vault/index.ts'
import type { TestDatabase } from './database.ts'

/** A key file and a key holder for a test's database. */
export async function keysFor({ db }: Pick<TestDatabase, 'db'>, more: Partial<HoldPorts> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'lay-keys-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const [kekFile, dumps] = [join(folder, 'kek'), join(folder, 'dumps')]
  await db.withActor(keeper, (tx) => settleKeks(tx, kekFile))
  const keks = followKeks(kekFile)
  const clock: Clock = () => Temporal.Now.instant()
  const alarms: string[] = []
  const alarm = (event: string) => void alarms.push(event)
  const holder = holdKeys({ db, clock, keks, dumps, alarm, ...more })
  return { folder, kekFile, dumps, keks, holder, alarms }
}

/** A subject's new key, kept. */
export async function keptKey({ db }: Pick<TestDatabase, 'db'>, holder: KeyHolder, subject: string, purpose: Purpose) {
  const made = await holder.make(subject, purpose)
  await db.withActor(worker, (tx) => keep(tx, made))
  return made.key
}
