import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { placesOf } from '../src/backup/index.ts'
import type { Store } from '../src/config.ts'
import { startPostgres, type Cluster } from '../src/embedded/index.ts'
import { prepareDatabase, zoneLogins } from '../src/launch/database.ts'
import { letThrough } from '../src/launch/gate.ts'
import { productHands, type Hands } from '../src/launch/hands.ts'
import { readyKeys } from '../src/launch/key-holder.ts'
import { keepSecrets } from '../src/launch/secrets.ts'
import { settingsWithArchive } from '../src/launch/server-settings.ts'
import { openDb, type Db } from '../src/lib/door.ts'
import { openClient, type Login } from '../src/lib/pool.ts'

export const storeIn = (dataDir: string): Store => ({
  dataDir,
  backupDir: join(dataDir, 'backups'),
  ledgerDir: join(dataDir, 'ledger'),
  copiesDir: join(dataDir, 'copies'),
  checkpointDir: join(dataDir, 'checkpoints'),
  kekFile: join(dataDir, 'secrets', 'kek'),
  secretsDir: join(dataDir, 'secrets'),
  keyHolder: null,
  databaseUrl: null,
  demo: false,
  calledFrom: dataDir,
})

/** A server as the product would have it in this place, but for durability, opened as the product opens it. */
export type Opened = { cluster: Cluster; admin: Login; client: pg.Client; db: Db; close(): Promise<void> }

export async function openServer(store: Store, hands: Hands = productHands(store)): Promise<Opened> {
  const settings = await settingsWithArchive(placesOf(store).wal)
  const cluster = await startPostgres(store.dataDir, { ...settings, fsync: 'off' })
  const { host, port, user, password } = cluster
  const admin = { host, port, user, password, database: 'lay' }
  const secrets = keepSecrets(store.dataDir)
  try {
    await prepareDatabase(admin, secrets, async (owner) => {
      await letThrough(owner, store, hands)
      await readyKeys(owner, store, secrets)
    })
  } catch (error) {
    await cluster.stop()
    throw error
  }
  const client = openClient(admin)
  client.on('error', () => {})
  await client.connect()
  const db = openDb(zoneLogins(admin, secrets.passwords), { max: 2, onFault: () => {} })
  const close = async () => {
    await db.close()
    await client.end().catch(() => {})
    await cluster.stop()
  }
  return { cluster, admin, client, db, close }
}

/** Loses the database and all that is under its folder. */
export const loseDatabase = (store: Store) => rm(placesOf(store).data, { recursive: true, force: true })
