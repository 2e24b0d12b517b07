import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres, type Cluster } from '../src/embedded/index.ts'
import { ensureDatabase, ensureRoles } from '../src/lib/roles.ts'
import { migrate, readMigrations } from '../src/lib/migrate.ts'
import { zones, type Zone } from '../src/lib/door.ts'
import { openClient, type Login } from '../src/lib/pool.ts'

/** Where the test server is and how its administrator gets in; handed to test files as LAY_TEST_SERVER. */
export type TestServer = { admin: Login; template: string }

const passwords = Object.fromEntries(zones.map((zone) => [zone, zone])) as Record<Zone, string>
const settings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: String(140 + 20 * cpus().length),
  // Lets a test ask which of two transactions committed first.
  track_commit_timestamp: 'on',
}

/** Starts a server for tests and lays one migrated template database that each test file clones. */
export async function startTestServer(
  folder = join(tmpdir(), `lay-test-${process.pid}`),
): Promise<{ server: TestServer; cluster: Cluster }> {
  const cluster = await startPostgres(folder, settings)
  try {
    return { server: await layTemplate(cluster), cluster }
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

async function layTemplate({ host, port, user, password }: Cluster): Promise<TestServer> {
  const admin = { host, port, user, password, database: 'postgres' }
  const template = 'lay_template'
  const client = openClient(admin)
  await client.connect()
  await ensureRoles(client, passwords)
  await client.query(`drop database if exists ${template}`)
  await ensureDatabase(client, template)
  await client.end()
  const owner = openClient({ ...admin, database: template })
  await owner.connect()
  try {
    await owner.query('create extension if not exists btree_gist')
    await owner.query('set role lay_owner')
    await migrate(owner, await readMigrations(join(import.meta.dirname, '..', 'migrations')))
  } finally {
    // Before the server stops: what is wrong with a migration is then what is told.
    await owner.end()
  }
  return { admin, template }
}
