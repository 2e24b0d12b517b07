import type pg from 'pg'
import { openClient } from '#lib/pool'
import type { freshDatabase } from './database.ts'

type World = Pick<Awaited<ReturnType<typeof freshDatabase>>, 'admin' | 'adminLogin'>

/** Somebody else's connection, to do something between two steps of an act; `waits` says whether it waits for a lock. */
export async function another<T>(
  { admin, adminLogin }: World,
  work: (other: pg.Client, waits: () => Promise<boolean>) => Promise<T>,
): Promise<T> {
  const other = openClient(adminLogin)
  await other.connect()
  const { rows } = await other.query<{ pid: number }>('select pg_backend_pid() as pid')
  const waiting = `select from pg_stat_activity where wait_event_type = 'Lock' and pid = $1`
  try {
    return await work(other, async () => (await admin.query(waiting, [rows[0]!.pid])).rowCount === 1)
  } finally {
    await other.end()
  }
}

/** How many transactions of this database wait for a lock. */
export const howManyWait = async ({ admin }: World): Promise<number> =>
  (await admin.query(`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`))
    .rowCount!

export const somebodyWaits = async (world: World) => (await howManyWait(world)) > 0
