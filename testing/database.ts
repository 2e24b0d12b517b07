import { after } from 'node:test'
import type pg from 'pg'
import { openDb, zones, type Db, type Zone } from '../src/lib/door.ts'
import { openClient, type Login } from '../src/lib/pool.ts'
import { loginOf } from '../src/lib/roles.ts'
import type { TestServer } from './server.ts'

export type TestDatabase = {
  db: Db
  /** A superuser's connection to the same database, for arranging and for looking behind the door. */
  admin: pg.Client
  logins: Record<Zone, Login>
  adminLogin: Login
  /** Sets the clock that SQL asks in this database; null gives it back to real time. */
  setClock(at: Temporal.Instant | null): Promise<void>
  /** Sets it going from an instant on, as a clock does. */
  startClock(at: Temporal.Instant): Promise<void>
}

/** The server that the test run started. Run test files through `npm run check` or `node check/test.ts FILE…`. */
export function testServer(): TestServer {
  const said = process.env['LAY_TEST_SERVER']
  if (!said) throw new Error('No test server: run this file with `npm run check -- FILE`')
  return JSON.parse(said) as TestServer
}

/** A database of its own for one test file, cloned from the migrated template and dropped afterwards. */
export async function freshDatabase({ connections = 20 } = {}): Promise<TestDatabase> {
  const { admin: adminLogin, template } = testServer()
  const name = `lay_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
  const maker = openClient(adminLogin)
  await maker.connect()
  await maker.query(`create database ${name} template ${template} owner lay_owner`)
  const login = { ...adminLogin, database: name }
  const admin = openClient(login)
  await admin.connect()
  await admin.query(`create table test_clock (at timestamptz, ahead interval not null); insert into test_clock values (null, '0');
    grant select on test_clock to public;
    create or replace function clock_now() returns timestamptz language sql stable as
      'select coalesce((select at from test_clock), now() + (select ahead from test_clock))'`)
  const logins = Object.fromEntries(
    zones.map((zone) => [zone, { ...login, user: loginOf(zone), password: zone }]),
  ) as Record<Zone, Login>
  let inUse = true
  const onFault = ({ message }: Error) => void (inUse && console.error(message))
  const db = openDb(logins, { max: 20, limits: { care: connections }, connectMillis: 60_000, onFault })
  after(async () => {
    inUse = false
    await db.close()
    await admin.end()
    await maker.query(`drop database ${name} with (force)`)
    await maker.end()
  })
  return {
    db,
    admin,
    logins,
    adminLogin: login,
    setClock: async (at) => void (await admin.query('update test_clock set at = $1', [at?.toString() ?? null])),
    startClock: async (at) =>
      void (await admin.query('update test_clock set ahead = $1::timestamptz - now()', [at.toString()])),
  }
}
