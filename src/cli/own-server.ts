import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { placesOf } from '#backup'
import type { Login } from '#lib/pool'
import type { Store } from '../config.ts'
import { forgetRun } from '../launch/run-file.ts'
import { ownServer, takeOrFind } from './store.ts'

/** Lends the administrator's login of our own server: that of the running product, or one started for as long as needed. */
export async function withOwnServer<T>(store: Store, work: (admin: Login) => Promise<T>): Promise<T> {
  const { data } = placesOf(store)
  if (!existsSync(data)) throw new Error(`${data} holds no database: npm start makes one, or set DATA_DIR`)
  const held = await takeOrFind(store.dataDir)
  if ('run' in held) {
    const password = readFileSync(join(store.dataDir, 'secrets', 'postgres'), 'utf8').trim()
    return work({ ...held.run.database!, user: 'postgres', password })
  }
  try {
    const { admin, stop } = await ownServer(store)
    try {
      return await work(admin)
    } finally {
      await stop()
      forgetRun(store.dataDir)
    }
  } finally {
    held.lock.release()
  }
}
