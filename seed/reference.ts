import type pg from 'pg'
import { boards, boundaries, places, regions, successions } from './reference/areas.ts'
import { bankHolidays } from './reference/bank-holidays.ts'
import { helplines } from './reference/helplines.ts'
import { demoProgramme, programme } from './reference/programme.ts'
import { services } from './reference/services.ts'
import { roleGroups, settings } from './reference/workforce.ts'

type Rows = readonly Record<string, unknown>[]

/**
 * Lays what every database needs to know from the first day: areas, settings, roles, helplines, the six services and
 * the programme itself. Run by the owner at every start: facts are brought up to date, while services, helplines
 * and the programme, which operators change, are only begun.
 */
export async function layReference(client: pg.Client): Promise<void> {
  await together(client, async () => {
    await bringUpToDate(client, 'region', ['code'], regions)
    await bringUpToDate(client, 'board', ['code'], boards)
    await bringUpToDate(client, 'board_boundary', ['board_code', 'valid_from'], boundaries)
    await bringUpToDate(client, 'board_succession', ['from_code', 'to_code'], successions)
    await bringUpToDate(client, 'board_place', ['from_code', 'place_code'], places)
    await bringUpToDate(client, 'setting', ['key'], settings)
    await bringUpToDate(client, 'role_group', ['key'], roleGroups)
    await bringUpToDate(client, 'bank_holiday', ['on_date'], bankHolidays)
    await begin(client, 'helpline', 'key', helplines)
    await begin(client, 'service_version', 'key', services)
    await begin(client, 'programme_version', 'version', [programme])
  })
}

/** Lets the programme say of itself what the demonstration needs. */
export const layDemoProgramme = (client: pg.Client): Promise<void> =>
  together(client, () => begin(client, 'programme_version', 'version', [demoProgramme]))

async function together(client: pg.Client, work: () => Promise<void>) {
  await client.query('begin')
  try {
    await client.query(`select pg_advisory_xact_lock(hashtext('lay reference'))`)
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** Adds rows and overwrites those that differ. */
async function bringUpToDate(client: pg.Client, table: string, keys: readonly string[], rows: Rows) {
  const columns = Object.keys(rows[0]!)
  const rest = columns.filter((column) => !keys.includes(column))
  const change =
    rest.length === 0
      ? 'nothing'
      : `update set ${rest.map((column) => `${column} = excluded.${column}`).join(', ')}
         where (${rest.map((column) => `t.${column}`).join(', ')})
            is distinct from (${rest.map((column) => `excluded.${column}`).join(', ')})`
  await client.query(
    `insert into ${table} as t (${columns.join(', ')}) ${rowsOf(table, columns)}
     on conflict (${keys.join(', ')}) do ${change}`,
    [JSON.stringify(rows)],
  )
}

/** Adds rows whose key is not there yet in any form. Says nothing to the table otherwise: no trigger fires. */
async function begin(client: pg.Client, table: string, key: string, rows: Rows) {
  const there = await client.query<{ key: unknown }>(`select distinct ${key} as key from ${table}`)
  const known = new Set(there.rows.map((row) => row.key))
  const missing = rows.filter((row) => !known.has(row[key]))
  if (missing.length === 0) return
  const columns = Object.keys(missing[0]!)
  await client.query(`insert into ${table} (${columns.join(', ')}) ${rowsOf(table, columns)}`, [
    JSON.stringify(missing),
  ])
}

const rowsOf = (table: string, columns: readonly string[]) =>
  `select ${columns.join(', ')} from jsonb_populate_recordset(null::${table}, $1)`
