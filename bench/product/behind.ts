import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { openClient } from '#lib/pool'
import { readRun } from '../../src/launch/run-file.ts'

/** A superuser's connection to the database of a product that runs on this folder. */
export async function behind(folder: string): Promise<pg.Client> {
  const password = readFileSync(join(folder, 'secrets', 'postgres'), 'utf8').trim()
  const admin = openClient({ ...readRun(folder)!.database!, user: 'postgres', password })
  await admin.connect()
  return admin
}
