import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'

export type Migration = { name: string; text: string; hash: string }

/** The migrations of a folder, in the order of their names; they begin with a date. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d.*\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8')
      return { name, text, hash: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

/**
 * Applies what is missing, forward only, each migration in its own transaction, and gives the names applied.
 * Throws when an applied migration has since been edited or has vanished.
 */
export async function migrate(client: pg.Client, migrations: readonly Migration[]): Promise<string[]> {
  await client.query(`select pg_advisory_lock(hashtext('lay migrations'))`)
  await client.query(`
    create table if not exists public.migration
      (name text primary key, hash text not null, applied_at timestamptz not null default now())`)
  await client.query(`comment on table public.migration is 'room: lib'`)
  const { rows } = await client.query<{ name: string; hash: string }>(
    'select name, hash from public.migration order by name',
  )
  const applied = new Map(rows.map((row) => [row.name, row.hash]))
  for (const [name, hash] of applied) {
    const now = migrations.find((migration) => migration.name === name)
    if (now?.hash !== hash)
      throw new Error(`Migration ${name} was applied and has since been ${now ? 'edited' : 'removed'}`)
  }
  const missing = migrations.filter((migration) => !applied.has(migration.name))
  for (const migration of missing) await apply(client, migration)
  await client.query(`select pg_advisory_unlock(hashtext('lay migrations'))`)
  return missing.map((migration) => migration.name)
}

async function apply(client: pg.Client, { name, text, hash }: Migration) {
  try {
    await client.query('begin')
    await client.query(text)
    await client.query('insert into public.migration (name, hash) values ($1, $2)', [name, hash])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}
