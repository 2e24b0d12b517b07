import { randomBytes } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startPostgres, type Cluster } from '#embedded'
import { openClient } from '#lib/pool'
import { restoreCommand } from './archive.ts'
import { filesName, type Base } from './manifest.ts'
import { unpack } from './pack.ts'

export type Recovery = {
  base: Base
  /** Where the log is. */
  wal: string
  /** An empty folder, or one without a database: `pg` and the server's password are made in it. */
  folder: string
  /** Null: to the end of the log. */
  to: Temporal.Instant | null
  settings: Record<string, string>
}

/**
 * Brings a backup back into a folder and replays the log. Gives the server, which runs and takes writes on a timeline of
 * its own; the administrator's password is new, since that of the old server is in no backup.
 */
export async function recover({ base, wal, folder, to, settings }: Recovery): Promise<Cluster> {
  const data = join(folder, 'pg')
  await layFiles(base, data)
  const password = randomBytes(24).toString('base64url')
  await mkdir(join(folder, 'secrets'), { recursive: true, mode: 0o700 })
  await rm(join(folder, 'secrets', 'postgres'), { force: true })
  await writeFile(join(folder, 'secrets', 'postgres'), password, { mode: 0o400 })
  const cluster = await startPostgres(folder, {
    hot_standby: 'off',
    ...settings,
    hba_file: join(data, letIn),
    restore_command: restoreCommand(wal),
    recovery_target_action: 'promote',
    ...(to ? { recovery_target_time: asPostgresWrites(to) } : {}),
  }).catch((error: Error) => {
    throw new Error(plainReason(error.message), { cause: error })
  })
  try {
    await setPassword(cluster)
    await rm(join(data, letIn), { force: true })
    return cluster
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

/** Nobody but the owner of its socket reaches the server: for as long as it takes to set a password, they need none. */
const letIn = 'pg_hba.recovery.conf'

async function layFiles({ folder, manifest }: Base, data: string) {
  for (const inside of ['', ...manifest.folders]) await mkdir(join(data, inside), { recursive: true, mode: 0o700 })
  await unpack(join(folder, filesName), data, manifest.files)
  await writeFile(join(data, 'backup_label'), manifest.label, { mode: 0o600 })
  await writeFile(join(data, 'recovery.signal'), '', { mode: 0o600 })
  await writeFile(join(data, letIn), 'local all postgres trust\n', { mode: 0o600 })
}

async function setPassword({ host, port, user, password }: Cluster) {
  const client = openClient({ host, port, user, password, database: 'postgres' })
  await client.connect()
  await client.query(`alter role postgres password ${client.escapeLiteral(password)}`)
  await client.end()
}

const asPostgresWrites = (at: Temporal.Instant) =>
  at.toString({ smallestUnit: 'microsecond' }).replace('T', ' ').replace('Z', '+00')

function plainReason(said: string): string {
  if (/before configured recovery target was reached/.test(said))
    return 'The log does not reach that time: choose an earlier one, or leave --to out to go to its end'
  if (/consistent recovery point|end of backup/.test(said))
    return 'The log ends before the backup was whole: it lies before that time, or pieces of the log are missing'
  const last = said.split('\n').findLast((line) => /FATAL|PANIC|ERROR/.test(line))
  return `The database could not be brought back: ${last ?? said}`
}
