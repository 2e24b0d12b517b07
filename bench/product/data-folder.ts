import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { keepPostgres } from '#embedded'
import { createKey } from '#identity'
import { sender } from '#lib/sql'
import { prepareDatabase } from '../../src/launch/database.ts'
import { layDemoWorld } from '../../src/launch/demo-world.ts'
import { keepSecrets } from '../../src/launch/secrets.ts'
import { serverSettings } from '../../src/launch/server-settings.ts'

/** Runs work with a data folder of its own, gone afterwards. */
export async function withDataFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(tmpdir(), `lay-bench-data-${process.pid}`)
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Lays a data folder as the product's first start would, with these rows in place of the demonstration's coaches. */
export async function layFolder(
  folder: string,
  layMore: (owner: pg.Client) => Promise<void>,
  look: (owner: pg.Client) => Promise<void> = async () => {},
): Promise<string> {
  const secrets = keepSecrets(folder)
  const server = await keepPostgres(folder, serverSettings, () => {})
  const { host, port, user, password } = server
  let key = ''
  try {
    await prepareDatabase({ host, port, user, password, database: 'lay' }, secrets, async (owner) => {
      await layMore(owner)
      await layDemoWorld(owner, secrets.keys)
      await look(owner)
      key = await createKey(sender(owner), { name: 'Bench', scope: 'booking' })
    })
  } finally {
    await server.stop()
  }
  return key
}
