import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Gives the folder back to others. */
export type Lock = { release(): void }

/**
 * Takes a data folder for this process alone, or gives null while another has it.
 * The operating system holds the lock (SQLite asks it), so it ends with the process however that ends: nothing goes
 * stale, and a process that happens to have the number of an earlier one means nothing.
 */
export function lockFolder(folder: string): Lock | null {
  const file = open(folder)
  try {
    file.exec('begin exclusive')
    held.add(file)
    return { release: () => void (held.delete(file) && file.close()) }
  } catch (error) {
    file.close()
    if ((error as { errcode?: number }).errcode === busy) return null
    throw error
  }
}

/** Kept from the garbage collector, which would give a lock back while its holder still counts on it. */
const held = new Set<DatabaseSync>()

/** SQLite's number for a file that another has locked. */
const busy = 5

function open(folder: string): DatabaseSync {
  try {
    makeFolder(folder)
    const file = new DatabaseSync(join(folder, 'lock'))
    chmodSync(join(folder, 'lock'), 0o600)
    return file
  } catch (error) {
    throw new Error(`${folder} cannot be written to: set DATA_DIR to a folder of yours`, { cause: error })
  }
}

/** One folder at a time: made in one go, Node tries for ever where the system says that a parent is not there (/proc). */
function makeFolder(folder: string) {
  const path = resolve(folder)
  if (existsSync(path)) return
  makeFolder(dirname(path))
  mkdirSync(path, { mode: 0o700 })
}
