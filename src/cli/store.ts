import { setTimeout as pause } from 'node:timers/promises'
import { placesOf } from '#backup'
import { startPostgres } from '#embedded'
import { openDb, type Db, type Zone } from '#lib/door'
import type { Login } from '#lib/pool'
import type { Store } from '../config.ts'
import { loginFromUrl } from '../launch/address.ts'
import { prepareDatabase, zoneLogins } from '../launch/database.ts'
import { letThrough } from '../launch/gate.ts'
import { readyKeys } from '../launch/key-holder.ts'
import { lockFolder, type Lock } from '../launch/lock.ts'
import { forgetRun, readRun, writeRun, type Run } from '../launch/run-file.ts'
import { keepSecrets } from '../launch/secrets.ts'
import { settingsWithArchive } from '../launch/server-settings.ts'

/** The database, opened when a verb first asks for it: most mistakes are found before. */
export function openLater(store: Store): Db {
  let opened: Promise<Opened> | undefined
  return {
    withActor: async (actor, work) => (await (opened ??= open(store))).db.withActor(actor, work),
    close: async () => (await opened?.catch(() => null))?.close(),
  }
}

type Opened = { db: Db; close: () => Promise<void> }

/** The running product's database; else that of DATABASE_URL; else a server of our own for as long as we need it. */
async function open(store: Store): Promise<Opened> {
  const held = await takeOrFind(store.dataDir)
  if ('run' in held)
    return through(zoneLogins(held.run.database!, keepSecrets(store.dataDir).passwords), async () => {})
  try {
    const { admin, stop } = await ownServer(store)
    const secrets = keepSecrets(store.dataDir)
    const close = async () => {
      await stop()
      forgetRun(store.dataDir)
      held.lock.release()
    }
    try {
      await prepareDatabase(admin, secrets, async (owner) => {
        await letThrough(owner, store)
        if (store.keyHolder === null) await readyKeys(owner, store, secrets)
      })
    } catch (error) {
      await close()
      throw error
    }
    return through(zoneLogins(admin, secrets.passwords), close)
  } catch (error) {
    held.lock.release()
    throw error
  }
}

const patience = 60_000

/** The lock on the data folder, or what a running launcher says of itself once its database is ready. */
export async function takeOrFind(dataDir: string): Promise<{ lock: Lock } | { run: Run }> {
  for (let waited = 0; waited < patience; waited += 50) {
    const lock = lockFolder(dataDir)
    if (lock) {
      writeRun(dataDir, { pid: process.pid, address: '', database: null })
      return { lock }
    }
    const run = readRun(dataDir)
    if (run?.address && run.database) return { run }
    await pause(50)
  }
  throw new Error(`${dataDir} has been in use by another command for a minute: try again when that is done`)
}

export async function ownServer(store: Store): Promise<{ admin: Login; stop: () => Promise<void> }> {
  const { dataDir, databaseUrl } = store
  if (databaseUrl !== null) return { admin: loginFromUrl(databaseUrl), stop: async () => {} }
  const { host, port, user, password, stop } = await startPostgres(
    dataDir,
    await settingsWithArchive(placesOf(store).wal),
  )
  return { admin: { host, port, user, password, database: 'lay' }, stop }
}

function through(logins: Record<Zone, Login>, close: () => Promise<void>): Opened {
  const db = openDb(logins, { max: 4, onFault: () => {}, statementSeconds: 120 })
  return {
    db,
    async close() {
      await db.close()
      await close()
    },
  }
}
