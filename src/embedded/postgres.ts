import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { binaries } from './binaries.ts'
import { ensureFiles, partsOf } from './files.ts'
import { socketPrefix, stopOrphans } from './orphans.ts'
import { withinReach } from './reach.ts'
import { plainEnvironment, somebody, type Somebody } from './somebody.ts'

export type Cluster = {
  /** Folder of the server's Unix socket; there is no network port. */
  host: string
  port: number
  user: 'postgres'
  password: string
  pid: number
  /** Resolves when the server has ended, for whatever reason. */
  ended: Promise<void>
  /** A fast shutdown: open transactions are rolled back, files are left clean. */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL server whose files are in `folder`, making them first where there are none.
 * A folder left half-made by an interrupted first start is made anew; a server that outlived its parent is stopped.
 * `settings` are postgresql.conf lines as a record. `socket` is a folder for its socket; without one it makes its own.
 */
export async function startPostgres(
  folder: string,
  settings: Record<string, string> = {},
  socket?: string,
): Promise<Cluster> {
  const who = await somebody()
  const { postgres, initdb } = await withinReach(await binaries(), who)
  const absolute = resolve(folder)
  await mkdir(absolute, { recursive: true, mode: 0o700 })
  const { data } = partsOf(absolute)
  await stopOrphans(data, socket)
  const password = await ensureFiles(absolute, initdb, who)
  const host = socket ?? (await socketFolder())
  if (who.owner) await chown(host, who.owner.uid, who.owner.gid)
  const lines = { listen_addresses: '', unix_socket_directories: host, unix_socket_permissions: '0700', ...settings }
  const options = Object.entries(lines).flatMap(([key, value]) => ['-c', `${key}=${value}`])
  const child = await launch(who, [postgres, '-D', data, ...options])
  const pid = Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0]) || child.pid!
  const ended = gone(child).then(async () => {
    if (!socket) await rm(host, { recursive: true, force: true })
  })
  return { host, port: 5432, user: 'postgres', password, pid, ended, stop: () => (child.kill('SIGINT'), ended) }
}

/** A fresh folder for a server's socket. Its path must be short (107 bytes), so it is not in the data folder. */
export const socketFolder = (): Promise<string> => {
  const place = tmpdir().length < 70 ? tmpdir() : '/tmp'
  return mkdtemp(join(place, socketPrefix)).catch((cause: unknown) => {
    throw new Error(`${place} cannot be written to: set TMPDIR to a folder that can`, { cause })
  })
}

const patience = 10_000

/** Processes of a server that was killed may need a moment to notice: until they have, the files are not free. */
async function launch(who: Somebody, words: string[]): Promise<ChildProcess> {
  for (let waited = 0; ; waited += 50) {
    const line = [...who.before, ...words]
    // Of its own process group: Ctrl-C in a terminal reaches the launcher, which stops things in their order.
    const child = spawn(line[0]!, line.slice(1), {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
      env: plainEnvironment,
    })
    const fault = await ready(child)
    if (fault === null) return child
    if (waited >= patience || !/shared memory block|lock file .* already exists/.test(fault)) throw new Error(fault)
    await pause(50)
  }
}

/** Null once the server accepts connections, or what it said when it ended before. Its log goes nowhere after that. */
function ready(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (piece: Buffer) => {
      said = (said + piece.toString()).slice(-4_000)
      if (!said.includes('ready to accept connections')) return
      child.stderr!.off('data', hear).resume()
      resolve(null)
    }
    child.stderr!.on('data', hear)
    child.once('close', (code) => resolve(`PostgreSQL ended with ${code} before it was ready: ${said.trim()}`))
    child.once('error', reject)
  })
}

const gone = async (child: ChildProcess) => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}
