import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { plainEnvironment, type Somebody } from './somebody.ts'

/** The major version whose programs npm brings; files of another are refused. */
const major = '18'

/** Where the parts of a data folder are. */
export const partsOf = (folder: string) => ({
  data: join(folder, 'pg'),
  password: join(folder, 'secrets', 'postgres'),
})

/**
 * Makes sure that the folder holds a whole database and the administrator's password, which it gives.
 * Files are made beside their place and moved in when whole, so an interrupted first start leaves nothing that counts.
 * What may hold somebody's data is never made anew, nor is anything taken away that PostgreSQL did not make.
 */
export async function ensureFiles(folder: string, initdb: string, who: Somebody): Promise<string> {
  const { data, password } = partsOf(folder)
  if (!existsSync(data) || (await holdsNothing(data))) await makeFiles(folder, initdb, who)
  const version = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => '')
  if (!version || !existsSync(join(data, 'global', 'pg_control')))
    throw new Error(`${data} is not a whole database: restore it from a backup, or remove ${folder} to begin anew`)
  if (version.trim() !== major)
    throw new Error(`${data} was made by PostgreSQL ${version.trim()}, and this is PostgreSQL ${major}`)
  if (who.owner && (await stat(data)).uid !== who.owner.uid) await giveTo(data, who.owner)
  const secret = await readFile(password, 'utf8').catch(() => '')
  if (!secret) throw new Error(`${password} is missing: it holds the password of the database beside it`)
  return secret.trim()
}

const holdsNothing = async (data: string) =>
  !existsSync(join(data, 'global', 'pg_control')) &&
  (await readdir(data)).every((name) => ofPostgres.test(name)) &&
  (await readdir(join(data, 'base')).catch(() => [])).length === 0

/** What a folder of PostgreSQL's may hold. */
const ofPostgres = /^(PG_VERSION|base|global|pg_\w+(\.conf)?|postgresql(\.auto)?\.conf|postmaster\.(pid|opts))$/

async function makeFiles(folder: string, initdb: string, who: Somebody) {
  const { data, password } = partsOf(folder)
  const fresh = `${data}-being-made`
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { mode: 0o700 })
  await mkdir(join(password, '..'), { recursive: true, mode: 0o700 })
  await rm(password, { force: true })
  await writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o400 })
  if (who.owner) for (const path of [fresh, password]) await chown(path, who.owner.uid, who.owner.gid)
  await runInitdb(fresh, password, initdb, who)
  if (who.owner) await chown(password, 0, 0)
  await rm(data, { recursive: true, force: true })
  await rename(fresh, data)
}

async function runInitdb(data: string, password: string, initdb: string, { before }: Somebody) {
  const words = [
    ...before,
    initdb,
    '-D',
    data,
    '-U',
    'postgres',
    '--auth=scram-sha-256',
    `--pwfile=${password}`,
    '--encoding=UTF8',
    '--locale=C',
    '--no-instructions',
  ]
  // Of its own process group: it takes a second, and Ctrl-C meanwhile waits for it.
  const child = spawn(words[0]!, words.slice(1), {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
    env: plainEnvironment,
  })
  let said = ''
  child.stderr.on('data', (piece) => (said += piece))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`The database's files could not be made in ${data}: ${said.trim()}`)
}

/** Files made under one way of not being root are handed over to the other. */
async function giveTo(path: string, owner: { uid: number; gid: number }) {
  for (const entry of await readdir(path, { recursive: true })) await chown(join(path, entry), owner.uid, owner.gid)
  await chown(path, owner.uid, owner.gid)
}
