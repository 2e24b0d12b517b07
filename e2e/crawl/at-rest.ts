import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import type { Canary } from './canaries.ts'
import { leakOf } from './channels.ts'
import type { Leak } from './walk.ts'

/** From where on the write-ahead log is this test's: other tests share the server. */
export const walNow = async (admin: pg.Client): Promise<string> =>
  (await admin.query<{ file: string }>('select pg_walfile_name(pg_current_wal_lsn()) as file')).rows[0]!.file

/** Looks through the bytes of the database's own files and of the log written since: what is sealed is not in them. */
export async function atRest(canaries: readonly Canary[], admin: pg.Client, since: string): Promise<Leak[]> {
  await admin.query('checkpoint')
  const { rows } = await admin.query<{ folder: string; oid: number }>(
    `select current_setting('data_directory') as folder, oid from pg_database where datname = current_database()`,
  )
  const { folder, oid } = rows[0]!
  const until = await walNow(admin)
  const [base, wal] = [join(folder, 'base', String(oid)), join(folder, 'pg_wal')]
  const files = [
    ...readdirSync(base).map((name) => join(base, name)),
    ...readdirSync(wal)
      .filter((name) => /^[\dA-F]{24}$/.test(name) && name >= since && name <= until)
      .map((name) => join(wal, name)),
  ]
  const sought = canaries
    .filter(({ field, row }) => field !== 'reference' && !row.startsWith('employer'))
    .map((canary) => ({ canary, bytes: [canary.text, canary.text.toLowerCase()] }))
  return files.flatMap((file) => {
    const bytes = readFileSync(file)
    if (!['zqvx', 'Zqvx', '77009001'].some((start) => bytes.includes(start))) return []
    return sought
      .filter(({ bytes: texts }) => texts.some((text) => bytes.includes(text)))
      .map(({ canary }) => leakOf(canary, 'plain', 'whoever has the disk', file.slice(folder.length)))
  })
}
