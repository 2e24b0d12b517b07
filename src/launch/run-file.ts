import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Login } from '#lib/pool'

/** Where a database is, without who asks. */
export type Place = Omit<Login, 'user' | 'password'>

/** What a running launcher says of itself to other commands on the same data. It counts only while the lock is held. */
export type Run = {
  pid: number
  /** Empty for a command that has the folder for a moment only. */
  address: string
  /** Null until the database is ready. */
  database: Place | null
}

const fileOf = (folder: string) => join(folder, 'run.json')

export const writeRun = (folder: string, run: Run) =>
  writeFileSync(fileOf(folder), `${JSON.stringify(run)}\n`, { mode: 0o600 })

export const forgetRun = (folder: string) => rmSync(fileOf(folder), { force: true })

/** What the last launcher wrote, or null. */
export function readRun(folder: string): Run | null {
  try {
    return JSON.parse(readFileSync(fileOf(folder), 'utf8')) as Run
  } catch {
    return null
  }
}
