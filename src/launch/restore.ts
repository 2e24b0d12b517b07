import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { copyFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  checkedText,
  faultsInWal,
  ledgerName,
  listBases,
  newestDumps,
  placesOf,
  recover,
  sumsOfSecrets,
  type Base,
} from '#backup'
import type { Login } from '#lib/pool'
import type { Store } from '../config.ts'
import { prepareDatabase } from './database.ts'
import { finish } from './gate.ts'
import { productHands, type Hands } from './hands.ts'
import { keepSecrets } from './secrets.ts'
import { settingsWithArchive } from './server-settings.ts'

/** What a restore came to. `open` is the sentence that says why it is not to be opened yet, or null. */
export type Restored = { base: Base; erased: number; dump: string | null; closed: string | null }

/**
 * Brings our own server back from a folder of backups, into a data folder that holds none, to a moment or to the end of
 * the log; then puts the newest keys back and replays what was erased since.
 */
export async function restore(
  store: Store,
  from: string,
  to: Temporal.Instant | null,
  { hands = productHands(store), settings = {} }: { hands?: Hands; settings?: Record<string, string> } = {},
): Promise<Restored> {
  const { dataDir } = store
  const places = placesOf(store)
  if (existsSync(places.data) && readdirSync(places.data).length > 0)
    throw new Error(`${places.data} holds a database: move it away first, or set DATA_DIR to another folder`)
  const base = await chooseBase(join(from, 'base'), to)
  await checkSecrets(base, dataDir)
  const wal = join(from, 'wal')
  const [fault] = await faultsInWal(wal, base.manifest)
  if (fault) throw new Error(fault)
  chmodSync(dataDir, 0o700)
  const all = { ...(await settingsWithArchive(places.wal)), ...settings }
  const cluster = await recover({ base, wal, folder: dataDir, to, settings: all }).catch(async (error: unknown) => {
    await rm(places.data, { recursive: true, force: true })
    throw error
  })
  try {
    await bringLedger(store, from)
    const { host, port, user, password } = cluster
    const admin = { host, port, user, password, database: 'lay' }
    const done = await finishAll(store, admin, hands, [join(from, 'keys-dumps')])
    return { base, ...done, closed: null }
  } catch (error) {
    return { base, erased: 0, dump: null, closed: (error as Error).message }
  } finally {
    await cluster.stop()
  }
}

/** Puts the newest keys back and replays what was erased: all that the gate asks for. */
export async function finishAll(
  store: Store,
  admin: Login,
  hands: Hands = productHands(store),
  morePlaces: readonly string[] = [],
) {
  const dumps = await newestDumps([...placesOf(store).keyDumps, ...morePlaces])
  let done = { erased: 0, dump: dumps[0] ?? null }
  await prepareDatabase(admin, keepSecrets(store.dataDir), async (owner) => {
    done = await finish(owner, store, hands, dumps)
  })
  return done
}

async function chooseBase(bases: string, to: Temporal.Instant | null): Promise<Base> {
  const all = await listBases(bases)
  const fitting = all.filter(
    ({ manifest }) => !to || Temporal.Instant.compare(Temporal.Instant.from(manifest.endedAt), to) <= 0,
  )
  const base = fitting.at(-1)
  if (base) return base
  if (all.length === 0) throw new Error(`${bases} holds no backup: name the folder that has base and wal in it`)
  throw new Error(`The oldest backup in ${bases} was done at ${all[0]?.manifest.endedAt}: choose a later time`)
}

/** Without the secrets that it was sealed with, a database is of no use to anybody. */
async function checkSecrets({ manifest }: Base, dataDir: string) {
  const here = await sumsOfSecrets(dataDir)
  const wrong = Object.keys(manifest.secrets).filter((name) => here[name] !== manifest.secrets[name])
  if (wrong.length > 0)
    throw new Error(
      `${join(dataDir, 'secrets')} lacks the secrets of that backup (${wrong.join(', ')}): put them there first`,
    )
}

/** The longest of all whole copies of the ledger becomes ours where we have none, or a shorter one. */
async function bringLedger(store: Store, from: string) {
  const { ledger, ledgerCopies } = placesOf(store)
  const own = join(ledger, ledgerName)
  const others = [...ledgerCopies, join(from, 'ledger')].map((folder) => join(folder, ledgerName))
  const longest = [own, ...others].toSorted((a, b) => lengthOf(b) - lengthOf(a))[0]!
  if (lengthOf(longest) <= lengthOf(own)) return
  mkdirSync(ledger, { recursive: true, mode: 0o700 })
  await copyFile(longest, own)
}

function lengthOf(path: string): number {
  try {
    return checkedText(path).length
  } catch {
    return 0
  }
}
