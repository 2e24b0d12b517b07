import { execFile, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { binaries } from './binaries.ts'

const run = promisify(execFile)

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
 * `settings` are postgresql.conf lines as a record.
 */
export async function startPostgres(folder: string, settings: Record<string, string> = {}): Promise<Cluster> {
  const { postgres, initdb } = await binaries()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const data = join(folder, 'pg')
  const secret = join(folder, 'secrets', 'postgres')
  if (!existsSync(join(data, 'made'))) await makeFiles(initdb, data, secret)
  await stopOrphan(data)
  const password = (await readFile(secret, 'utf8')).trim()
  const host = await mkdtemp(join(tmpdir(), 'lay-pg-'))
  const lines = { listen_addresses: '', unix_socket_directories: host, unix_socket_permissions: '0700', ...settings }
  const child = launch(
    postgres,
    ['-D', data, ...Object.entries(lines).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    },
  )
  const ended = once(child, 'exit').then(() => rm(host, { recursive: true, force: true }))
  await ready(child)
  const pid = Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0]) || child.pid!
  return { host, port: 5432, user: 'postgres', password, pid, ended, stop: () => (child.kill('SIGINT'), ended) }
}

async function makeFiles(initdb: string, data: string, secret: string) {
  await rm(data, { recursive: true, force: true })
  await mkdir(join(secret, '..'), { recursive: true, mode: 0o700 })
  const password = Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString('base64url')
  await rm(secret, { force: true })
  await writeFile(secret, password, { mode: 0o400 })
  const child = launch(
    initdb,
    [
      '-D',
      data,
      '-U',
      'postgres',
      '--auth=scram-sha-256',
      `--pwfile=${secret}`,
      '--encoding=UTF8',
      '--locale=C',
      '--no-instructions',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  child.stderr?.on('data', (piece) => (said += piece))
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`initdb could not make ${data}: ${said.trim()}`)
  await chmod(data, 0o700)
  await writeFile(join(data, 'made'), Temporal.Now.instant().toString())
}

/** Resolves once the server accepts connections; throws what it said when it ends before. */
function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', (piece) => {
      said = (said + piece).slice(-4_000)
      if (said.includes('ready to accept connections')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code} before it was ready: ${said.trim()}`)))
    child.once('error', reject)
  })
}

/** Stops a server that still runs on these files after its parent was killed. */
async function stopOrphan(data: string) {
  const file = join(data, 'postmaster.pid')
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0])
  for (const orphan of await serversOn(data, pid)) {
    process.kill(orphan, 'SIGINT')
    for (let waited = 0; waited < 10_000 && isAlive(orphan); waited += 20) await pause(20)
    if (isAlive(orphan)) process.kill(orphan, 'SIGKILL')
  }
  await rm(file, { force: true })
}

/** Process ids of postmasters that were started on this folder. */
async function serversOn(data: string, pid: number): Promise<number[]> {
  const { stdout } = await run('ps', ['-eo', 'pid=,args=']).catch(() => ({ stdout: '' }))
  const found = stdout
    .split('\n')
    .filter((line) => line.includes('postgres') && line.includes(`-D ${data} `) && !line.includes('unshare'))
    .map((line) => Number.parseInt(line, 10))
  return stdout === '' && pid > 1 && isAlive(pid) ? [pid] : found
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** PostgreSQL refuses to run as root: root runs it in a user namespace in which it is somebody else. */
function launch(program: string, args: string[], options: SpawnOptions): ChildProcess {
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' }
  return process.getuid?.() === 0
    ? spawn('unshare', ['-U', '--map-user=1000', '--map-group=1000', program, ...args], { ...options, env })
    : spawn(program, args, { ...options, env })
}
