import { createHash } from 'node:crypto'
import { readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '#lib/clock'
import { openClient, type Login } from '#lib/pool'
import { sender, type Tx } from '#lib/sql'
import { archiveSettings } from './archive.ts'
import { listData } from './files.ts'
import { draftFolder, filesName, nameOf, writeManifest, type Base, type Manifest } from './manifest.ts'
import { flushFolder, pack } from './pack.ts'
import type { Places } from './places.ts'
import * as ask from './queries.ts'

const mostMillis = 30 * 60_000

/**
 * Takes a base backup of the server that runs on our data folder, while it runs, by PostgreSQL's own interface: what it
 * copies is no single moment, and becomes one by replaying the log, all of which is in the archive when this comes back.
 */
export async function takeBase(admin: Login, places: Places, clock: Clock, signal: AbortSignal): Promise<Base> {
  const client = openClient(admin)
  await client.connect()
  try {
    const tx = sender(client)
    await checkArchiving(tx, places.wal)
    const [began, startedAt] = [performance.now(), clock()]
    const name = nameOf(startedAt)
    const draft = await draftFolder(places.bases)
    await client.query(`set statement_timeout = ${mostMillis}`)
    const { lsn } = (await ask.beginBackup.one(tx, name))!
    const { systemId, timeline } = (await ask.serverNow.one(tx))!
    const copied = await copy(places.data, join(draft, filesName), signal)
    await ask.markBackup(tx, name)
    const { lastWal, label } = await end(tx)
    const manifest: Manifest = {
      name,
      startedAt: startedAt.toString(),
      endedAt: clock().toString(),
      seconds: Math.ceil((performance.now() - began) / 1_000),
      systemId,
      timeline,
      startLsn: lsn,
      firstWal: /START WAL LOCATION: \S+ \(file (\w+)\)/.exec(label)?.[1] ?? '',
      lastWal,
      label,
      secrets: await sumsOfSecrets(places.dataDir),
      ...copied,
    }
    await writeManifest(draft, manifest)
    const folder = join(places.bases, name)
    await rename(draft, folder)
    await flushFolder(places.bases)
    return { folder, manifest, verified: null }
  } finally {
    await client.end()
  }
}

async function copy(data: string, to: string, signal: AbortSignal) {
  const { folders, files } = await listData(data)
  const control = files.at(-1)!
  const most = await pack(data, to, files.slice(0, -1), signal)
  return { folders, files: [...most, ...(await pack(data, to, [control], signal))] }
}

async function end(tx: Tx) {
  try {
    const { lastWal, label, tablespaces } = (await ask.endBackup.one(tx))!
    if (tablespaces.trim()) throw new Error('This database has tablespaces of its own: back it up by its own means')
    return { lastWal, label }
  } catch (cause) {
    if ((cause as { code?: string }).code !== '57014') throw cause
    throw new Error('The log does not reach the archive: see whether BACKUP_DIR has room and can be written to', {
      cause,
    })
  }
}

/** A backup without its log is none, so the server must hand it to where we look for it. */
async function checkArchiving(tx: Tx, wal: string) {
  const { mode, command } = (await ask.archiving.one(tx))!
  if (mode !== 'on' || command !== archiveSettings(wal).archive_command)
    throw new Error(
      `The product that runs keeps its log elsewhere than in ${wal}: set BACKUP_DIR as it was started, or start it again`,
    )
}

/** What the keys beside the data are known by. Passwords are made anew where they are missing, and the KEK changes. */
export async function sumsOfSecrets(dataDir: string): Promise<Record<string, string>> {
  const folder = join(dataDir, 'secrets')
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('-key'))
  const sums = names.sort().map(async (name) => {
    const text = await readFile(join(folder, name))
    return [name, createHash('sha256').update(text).digest('hex').slice(0, 16)] as const
  })
  return Object.fromEntries(await Promise.all(sums))
}
