import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { sender } from '#lib/sql'
import { layOwnWorkplaces } from '#organisations'

const sample = join(import.meta.dirname, 'reference', 'workplaces.csv')

/** Lays the sample of practices into a database that has no workplaces. */
export async function layWorkplaces(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select from workplace limit 1')
  if (rowCount) return
  await client.query('begin')
  try {
    await layOwnWorkplaces(sender(client), await readFile(sample))
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
