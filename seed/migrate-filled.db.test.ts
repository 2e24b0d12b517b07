import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { after, it } from 'node:test'
import type pg from 'pg'
import { migrate, readMigrations, type Migration } from '#lib/migrate'
import { openClient } from '#lib/pool'
import { ensureDatabase } from '#lib/roles'
import { layDemoWorld } from '../src/launch/demo-world.ts'
import { keyNames, type Keys } from '../src/launch/secrets.ts'
import { freshDatabase, testServer } from '../testing/database.ts'
import { keysFor } from '../testing/keys.ts'
import { openSealed, type Sealed } from '../src/booking/sealed.ts'
import { sealPlain } from '../src/launch/seal-plain.ts'
import { makeKeys } from '../src/vault/index.ts'
import { newKek } from '../src/vault/kek.ts'
import { unwrap } from '../src/vault/wrap.ts'
import { layReference } from './reference.ts'

const kek = newKek()
const migrations = await readMigrations(join(import.meta.dirname, '..', 'migrations'))
const { admin: full, db } = await freshDatabase()
const { holder: vault } = await keysFor({ db })
await layReference(full)
const keys = Object.fromEntries(keyNames.map((name) => [name, randomBytes(32).toString('base64url')])) as Keys
await layDemoWorld(full, keys, vault, Temporal.Instant.from('2026-11-24T10:00:00Z'))

/** An installation that stopped before the last few migrations, full of what the demonstration holds. */
async function filledBefore(last: number): Promise<pg.Client> {
  const { admin } = testServer()
  const database = `lay_${process.pid}_before_${last}`
  const maker = openClient(admin)
  await maker.connect()
  await ensureDatabase(maker, database)
  const client = openClient({ ...admin, database })
  await client.connect()
  after(async () => {
    await client.end()
    await maker.query(`drop database ${database} with (force)`)
    await maker.end()
  })
  await client.query('create extension if not exists btree_gist')
  await client.query('set role lay_owner')
  await migrate(client, migrations.slice(0, -last))
  await client.query('reset role')
  await pour(client)
  return client
}

type Table = { name: string; columns: string[] }

/** Tables of our own with the columns that can be written. */
const tablesOf = async (client: pg.Client): Promise<Table[]> =>
  (
    await client.query<Table>(
      `select table_name as name, array_agg(column_name::text order by ordinal_position) as columns
         from information_schema.columns join information_schema.tables using (table_schema, table_name)
        where table_schema = 'public' and table_type = 'BASE TABLE' and is_generated = 'NEVER' and table_name <> 'migration'
        group by table_name`,
    )
  ).rows

/** Copies every row of the full database, as far as the older one has a place for it. */
async function pour(older: pg.Client) {
  const has = new Map((await tablesOf(full)).map(({ name, columns }) => [name, columns]))
  await older.query(`set session_replication_role = replica`)
  const tables = await tablesOf(older)
  await older.query(`truncate ${tables.map(({ name }) => name).join()}`)
  for (const { name, columns } of tables) {
    const plain = plainOnce[name] ?? {}
    const known = (column: string) => has.get(name)?.includes(column) || Object.hasOwn(plain, column)
    const shared = columns.filter(known).map((column) => `"${column}"`)
    if (shared.length === 0) continue
    const { rows } = await full.query<{ all: unknown[] | null }>(
      `select jsonb_agg(to_jsonb(t) || $1) as all from ${name} t`,
      [JSON.stringify(plain)],
    )
    await older.query(
      `insert into ${name} (${shared.join()}) overriding system value
         select ${shared.join()} from jsonb_populate_recordset(null::${name}, $1)`,
      [JSON.stringify(rows[0]!.all ?? [])],
    )
  }
  await older.query(`set session_replication_role = origin`)
}

/** What tables held in plain words before they were sealed, and hold no more. */
const plainOnce: Record<string, object> = {
  booking: { adjustments: ['captions', 'bsl'] },
  booking_person: { name: 'Amina', email: 'amina@example.org', phone: '+447700900982', session_phone: '+447700900982' },
  enquiry: { aim: 'To breathe', dates: 'May', email: 'mark@example.org' },
  api_answer: { body: '{"id":1}' },
}

type Diary = { claims: unknown; bookings: unknown; overlaps: number; loose: number }

/** Every claim, every booking, and what must be none: pairs of active claims that overlap, bookings without their claim. */
async function diaryOf(client: pg.Client): Promise<Diary> {
  const { rows } = await client.query<Diary>(
    `select
       (select jsonb_agg(jsonb_build_array(id, coach_id, during, kind, active, expires_at) order by id) from claim) as claims,
       (select jsonb_agg(jsonb_build_array(id, reference, claim_id, coach_id, status, sequence, starts_at, ends_at)
          order by id) from booking) as bookings,
       (select count(*) from claim a join claim b on a.coach_id = b.coach_id and a.id < b.id and a.during && b.during
         where a.active and b.active) as overlaps,
       (select count(*) from booking b left join claim c on c.id = b.claim_id and c.active and lower(c.during) = b.starts_at
         where b.status = 'booked' and c.id is null) as loose`,
  )
  return rows[0]!
}

for (const last of [1, 5])
  it(`given an installation in use, when the last ${last} of the migrations come, then every claim and booking is as it was`, async () => {
    const client = await filledBefore(last)
    const before = await diaryOf(client)
    assert.ok((before.bookings as unknown[]).length > 300, 'the diary is full')
    await client.query('set role lay_owner')
    const applied = await migrate(client, migrations)
    assert.deepEqual(
      applied,
      migrations.slice(-last).map(({ name }: Migration) => name),
    )
    await client.query('reset role')
    const now = await diaryOf(client)
    assert.deepEqual(now, before)
    assert.deepEqual([now.overlaps, now.loose], [0, 0])
    await sealedSince(client)
    const guard = await client.query(
      `select from pg_constraint where conname = 'one_claim_on_a_coach' and convalidated`,
    )
    assert.equal(guard.rowCount, 1, 'the diary still decides')
  })

/** Where the sealing comes among the migrations applied: nothing is plain once the product starts, and everything opens. */
async function sealedSince(client: pg.Client) {
  const { rowCount } = await client.query(`select where to_regclass('plain_booking') is not null`)
  if (!rowCount) return
  await client.query('set role lay_owner')
  await client.query(`insert into kek (id) values ($1)`, [kek.id])
  assert.ok(
    (await sealPlain(
      client,
      makeKeys(() => [kek]),
      keys,
    )) > 300,
  )
  await client.query('reset role')
  const { rows } = await client.query<Sealed & { id: string; clientId: string; wrapped: Buffer; kekId: string }>(
    `select b.id, b.client_id as "clientId", p.sealed_name as "sealedName", p.sealed_session_phone as "sealedSessionPhone",
            b.sealed_adjustments as "sealedAdjustments", k.wrapped, k.kek_id as "kekId"
       from booking b join booking_person p on p.booking_id = b.id join wrapped_key k on k.subject = b.client_id`,
  )
  assert.ok(rows.length > 300)
  for (const { id, clientId, wrapped, kekId, ...sealed } of rows) {
    const key = unwrap([kek], { subject: clientId, purpose: 'contact', version: 1, kekId, wrapped })
    const { name, sessionPhone, adjustments } = openSealed(key, id, sealed)
    assert.deepEqual([name, sessionPhone, adjustments], ['Amina', '+447700900982', ['captions', 'bsl']])
  }
  const left = await client.query(`select from pg_class where relname like 'plain_%'`)
  assert.equal(left.rowCount, 0)
}
