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
import { openSealed } from '../../src/booking/sealed.ts'
import { unwrap } from '../../src/vault/wrap.ts'
import { readKeks, type Kek } from '#vault'
import { readyKeys } from '../../src/launch/key-holder.ts'

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
  look: (owner: pg.Client, emailOf: (bookingId: string) => Promise<string>) => Promise<void> = async () => {},
): Promise<string> {
  const secrets = keepSecrets(folder)
  const server = await keepPostgres(folder, serverSettings, () => {})
  const { host, port, user, password } = server
  let key = ''
  try {
    await prepareDatabase({ host, port, user, password, database: 'lay' }, secrets, async (owner) => {
      const kekFile = join(folder, 'secrets', 'kek')
      const vault = await readyKeys(owner, { kekFile, keyHolder: null }, secrets)
      await layMore(owner)
      await layDemoWorld(owner, secrets.keys, vault)
      await look(owner, (bookingId) => emailOf(owner, readKeks(kekFile)!, bookingId))
      key = await createKey(sender(owner), { name: 'Bench', scope: 'booking' })
    })
  } finally {
    await server.stop()
  }
  return key
}

/** The address of a booking's person, opened with the key file of the folder. */
async function emailOf(owner: pg.Client, keks: readonly Kek[], bookingId: string): Promise<string> {
  const { rows } = await owner.query<{ subject: string; kekId: string; wrapped: Buffer; sealedEmail: Buffer }>(
    `select k.subject, k.kek_id as "kekId", k.wrapped, p.sealed_email as "sealedEmail"
       from booking_person p join wrapped_key k on k.subject = p.client_id where p.booking_id = $1`,
    [bookingId],
  )
  const { sealedEmail, ...wrapped } = rows[0]!
  const key = unwrap(keks, { ...wrapped, purpose: 'contact', version: 1 })
  return openSealed(key, bookingId, { sealedEmail }).email!
}
