import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { privateKeyOf, publicKeyOf } from '#audit'
import { keepPostgres, type Kept } from '#embedded'
import { placesOf } from '#backup'
import { bareEnvironment, type Config } from '../config.ts'
import { loginFromUrl } from './address.ts'
import { startChild, type Child } from './child.ts'
import { prepareDatabase, zoneLogins } from './database.ts'
import { lockFolder } from './lock.ts'
import { markDemonstration } from './demonstration.ts'
import { letThrough } from './gate.ts'
import { readyKeys } from './key-holder.ts'
import { watchBackups, type Watch } from './nightly.ts'
import { checkPort } from './port.ts'
import { readOnce } from './read-once.ts'
import { forgetRun, readRun, writeRun } from './run-file.ts'
import { keepSecrets } from './secrets.ts'
import { settingsWithArchive } from './server-settings.ts'

const source = join(import.meta.dirname, '..')
const cacheFolder = join(source, '..', '.build', 'compiled')
const [files, later] = [
  ['main.ts', 'worker.ts'],
  ['booking/routes.ts', 'backup/index.ts'],
].map((names) => names.map((name) => join(source, name)))

/**
 * Runs the whole product until asked to stop, then stops all of it in order. Throws, with one line that says what to do,
 * when it cannot start or cannot be kept running; by then everything it had started is stopped.
 */
export async function launch(config: Config, asked: AbortSignal, say: (line: string) => void): Promise<void> {
  const running: Running = { children: [], watch: null, server: null, release: () => {} }
  try {
    const lost = await start(config, running, asked, say)
    await Promise.race([...lost.map(fail), isAsked(asked)])
  } finally {
    await Promise.all([running.watch?.stop(), ...running.children.map((child) => child.stop())])
    await running.server?.stop()
    running.release()
  }
}

/** What has been started so far. */
type Running = { children: Child[]; watch: Watch | null; server: Kept | null; release: () => void }

/** Starts everything and gives what may be lost later; nothing more is begun once asked to stop. */
async function start(config: Config, running: Running, asked: AbortSignal, say: (line: string) => void) {
  const { dataDir, baseUrl, demo } = config
  running.release = takeFolder(config)
  await checkPort(config.host, config.port)
  // Modules are read while the database starts.
  const read = readOnce({ files: files!, later: later!, source, cacheFolder, env: bareEnvironment() })
  const child = (name: string, file: string, youngMegabytes: number) => {
    const begun = startChild({ name, file: join(source, file), youngMegabytes, cacheFolder, after: read, asked, say })
    running.children.push(begun)
    return begun
  }
  const web = child('web', 'main.ts', 8)
  const secrets = keepSecrets(dataDir)
  const admin = await openServer(config, running, say)
  const { user: _, password: __, ...place } = admin
  // A key holder of its own finds the database by this while we wait for it.
  writeRun(dataDir, { pid: process.pid, address: '', database: place })
  await prepareDatabase(admin, secrets, async (owner) => {
    await letThrough(owner, config)
    const vault = await readyKeys(owner, config, secrets)
    await markDemonstration(owner, demo)
    if (demo && (await isEmpty(owner))) await (await import('./demo-world.ts')).layDemoWorld(owner, secrets.keys, vault)
  })
  writeRun(dataDir, { pid: process.pid, address: baseUrl, database: place })
  if (asked.aborted) return []
  const worker = child('worker', 'worker.ts', 1)
  const { care, org, glass, work, keys } = zoneLogins(place, secrets.passwords)
  const { databaseUrl: ___, calledFrom: ____, ...told } = config
  const secret = secrets.checkpoint
  const publicKey = publicKeyOf(privateKeyOf(secret))
  const holding = config.keyHolder === null ? { keys } : {}
  const ready = [
    web.hand({
      ...told,
      mailbox: null,
      keys: secrets.keys,
      holderSecrets: { care: secrets.holder.care, glass: secrets.holder.glass },
      logins: { care, org, glass, ...holding },
      checkpoint: { secret: null, publicKey },
    }),
    worker.hand({
      ...told,
      oidc: null,
      keys: secrets.keys,
      holderSecrets: { work: secrets.holder.work },
      logins: { work, ...holding },
      checkpoint: { secret, publicKey },
    }),
  ]
  const lost = [...running.children.map((each) => each.lost), ...(running.server ? [running.server.lost] : [])]
  await Promise.race([Promise.all(ready), ...lost.map(fail), isAsked(asked)])
  if (asked.aborted) return []
  running.watch = watchBackups(config, admin, say)
  say(`Ready: ${baseUrl}`)
  if (demo) say(`Try it: ${baseUrl}/dev/sign-in`)
  if (demo) say(`Mail is shown at ${baseUrl}/dev/outbox`)
  return lost
}

/** Takes the data folder, or throws a line that says who has it. Gives what gives it back. */
function takeFolder({ dataDir, baseUrl }: Config): () => void {
  const lock = lockFolder(dataDir)
  if (!lock) throw new Error(whoHas(dataDir))
  writeRun(dataDir, { pid: process.pid, address: baseUrl, database: null })
  return () => {
    forgetRun(dataDir)
    lock.release()
  }
}

function whoHas(dataDir: string): string {
  const { address, pid } = readRun(dataDir) ?? { address: '', pid: 'unknown' }
  return address
    ? `${dataDir} is in use by another npm start at ${address} (process ${pid}): stop that one, or set DATA_DIR`
    : `${dataDir} is in use by another command (process ${pid}): wait for it, or set DATA_DIR`
}

async function openServer(config: Config, running: Running, say: (line: string) => void) {
  const { dataDir, databaseUrl } = config
  if (databaseUrl !== null) return loginFromUrl(databaseUrl)
  if (!existsSync(join(dataDir, 'pg'))) say('Making the database: the first start takes a little longer.')
  const server = await keepPostgres(dataDir, await settingsWithArchive(placesOf(config).wal), say)
  running.server = server
  const { host, port, user, password } = server
  return { host, port, user, password, database: 'lay' }
}

/** Whether nobody works here yet. The demonstration's code, which is long to read, is loaded only then. */
const isEmpty = async (owner: pg.Client) => (await owner.query('select from coach limit 1')).rowCount === 0

const fail = async (lost: Promise<string>): Promise<never> => {
  throw new Error(await lost)
}

const isAsked = (asked: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (asked.aborted) resolve()
    else asked.addEventListener('abort', () => resolve())
  })
