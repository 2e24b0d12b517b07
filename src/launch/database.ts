import { join } from 'node:path'
import type pg from 'pg'
import { zones, type Zone } from '#lib/door'
import { faultsInCatalogue } from '#lib/catalogue'
import { migrate, readMigrations } from '#lib/migrate'
import { openClient, type Login } from '#lib/pool'
import { ensureDatabase, ensureRoles, loginOf } from '#lib/roles'
import { layReference } from '../../seed/reference.ts'
import type { Secrets } from './secrets.ts'

const migrations = join(import.meta.dirname, '..', '..', 'migrations')

/**
 * Brings a database to the present: the roles and their passwords, the database itself, migrations, and the facts that
 * every database holds. May be run again at any time. `layMore` runs last, on the owner's connection.
 */
export async function prepareDatabase(
  admin: Login,
  { passwords }: Pick<Secrets, 'passwords'>,
  layMore: (owner: pg.Client) => Promise<void> = async () => {},
): Promise<void> {
  const client = await connect(admin)
  try {
    await ensureRoles(client, passwords)
    // In a database that somebody else made, the owner still needs to be let in.
    await client.query(
      `grant create, connect, temporary on database ${client.escapeIdentifier(admin.database)} to lay_owner`,
    )
    await client.query('grant create, usage on schema public to lay_owner')
    await client.query('create extension if not exists btree_gist')
    await client.query('set role lay_owner')
    const applied = await migrate(client, await readMigrations(migrations))
    await refuseOpenCatalogue(client)
    await layReference(client)
    await layMore(client)
    // What a migration has done to the diary is proved by the worker, not believed.
    if (applied.length > 0) await client.query(`select enqueue_job('diary-proof', '{}')`)
  } finally {
    await client.end()
  }
}

/** No start on a database in which a table, a view, a function or a role breaks the rules that keep people apart. */
async function refuseOpenCatalogue(client: pg.Client) {
  const faults = await faultsInCatalogue(client)
  if (faults.length > 0)
    throw new Error(`The database is not closed as it must be, so nothing is started on it: ${faults.join('; ')}`)
}

/** The login of each zone in this place. */
export const zoneLogins = (place: Omit<Login, 'user' | 'password'>, passwords: Secrets['passwords']) =>
  Object.fromEntries(
    zones.map((zone) => [zone, { ...place, user: loginOf(zone), password: passwords[zone] }]),
  ) as Record<Zone, Login>

/** A connection to the database that the login names, which is made where it is missing. */
async function connect(login: Login): Promise<pg.Client> {
  const client = openClient(login)
  try {
    await client.connect()
    return client
  } catch (error) {
    if ((error as { code?: string }).code !== '3D000') throw new Error(plainReason(login, error), { cause: error })
  }
  const server = openClient({ ...login, database: 'postgres' })
  await server.connect()
  await ensureOwnerAndDatabase(server, login.database)
  await server.end()
  const again = openClient(login)
  await again.connect()
  return again
}

async function ensureOwnerAndDatabase(server: pg.Client, database: string) {
  const { rowCount } = await server.query(`select from pg_roles where rolname = 'lay_owner'`)
  if (!rowCount) await server.query('create role lay_owner nologin')
  await server.query('grant lay_owner to current_user')
  await ensureDatabase(server, server.escapeIdentifier(database))
}

/** A server's own words name hosts and roles of the operator's, and never hold what a client wrote. */
const plainReason = ({ host, port }: Login, error: unknown) =>
  `The database at ${host}:${port} does not let us in: ${(error as Error).message || (error as { code?: string }).code}`
