import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '#lib/clock'
import { openClient } from '#lib/pool'
import { sender, type Tx } from '#lib/sql'
import { filesName, writeVerified, type Base, type Verified } from './manifest.ts'
import { faultsInFiles } from './pack.ts'
import type { Places } from './places.ts'
import * as ask from './queries.ts'
import { recover } from './recover.ts'
import { faultsInWal } from './wal.ts'

/** Looks through a restored database and says what is wrong in it, one sentence each. */
export type Check = (tx: Tx) => Promise<string[]>

/**
 * Restores a backup for real, into a server that is thrown away: every file and piece of log as it was written, replayed
 * to the end of the log, every table read from first to last, and the product's own rules looked at.
 */
export async function verifyBase(base: Base, places: Places, check: Check, clock: Clock): Promise<Verified | string[]> {
  const began = performance.now()
  const faults = [
    ...(await faultsInFiles(join(base.folder, filesName), base.manifest.files)),
    ...(await faultsInWal(places.wal, base.manifest)),
  ]
  if (faults.length > 0) return faults
  const folder = join(places.backups, 'scratch')
  await rm(folder, { recursive: true, force: true })
  try {
    const found = await restored(base, places.wal, folder, check)
    if (found.faults.length > 0) return found.faults
    const seconds = Math.ceil((performance.now() - began) / 1_000)
    const verified = {
      at: clock().toString({ smallestUnit: 'second' }),
      seconds,
      tables: found.tables,
      rows: found.rows,
    }
    await writeVerified(base.folder, verified)
    return verified
  } catch (error) {
    return [(error as Error).message]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const scratch = { shared_buffers: '32MB', fsync: 'off', archive_mode: 'off', jit: 'off' }

async function restored(base: Base, wal: string, folder: string, check: Check) {
  const cluster = await recover({ base, wal, folder, to: null, settings: scratch })
  const { host, port, user, password } = cluster
  const client = openClient({ host, port, user, password, database: 'lay' })
  try {
    await client.connect()
    const tx = sender(client)
    const mark = (await ask.stampOf.one(tx))?.lastBackup ?? ''
    const read = await readAll(tx)
    const faults = await check(tx)
    if (mark < base.manifest.name) faults.push('What was written while the backup was made is not in it')
    return { ...read, faults }
  } finally {
    await client.end()
    await cluster.stop()
  }
}

/** Reads every row of every table: PostgreSQL checks the sum of each page that it reads. */
async function readAll(tx: Tx): Promise<{ tables: number; rows: number }> {
  const tables = await ask.tablesOf(tx)
  let rows = 0
  for (const { name } of tables) {
    const [found] = (await tx.send('', `select count(*) as rows from ${name}`, [])) as { rows: number }[]
    rows += found?.rows ?? 0
  }
  return { tables: tables.length, rows }
}
