import { createHash, randomUUID } from 'node:crypto'
import { chmodSync, closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Clock } from '#lib/clock'
import { kinship, type Kinship } from './kinship.ts'

/** What a line says: whom to erase, or that the database has said yes to an earlier line. Ids only, and kept for ever. */
export type Entry = { kind: 'erased'; clientId: string; at: Temporal.Instant } | { kind: 'done'; of: number }

export type Reading = {
  /** Names this ledger among all; null while it has no line. */
  id: string | null
  erased: readonly { line: number; clientId: string }[]
  /** Lines whose erasure the database once held. */
  done: ReadonlySet<number>
}

export type Ledger = {
  path: string
  /** Writes a line to the disk, and gives its number, before the caller acts on it. */
  append(entry: Entry): number
  /** All that it says; throws where a line is missing or changed. */
  read(): Reading
}

export const ledgerName = 'erasures.jsonl'

/**
 * The record of who was erased, in a file outside the database: a restored database that is older than an erasure learns
 * of it here. Each line carries the sum of all before it. `copies` are folders with a second copy each; one that cannot
 * be written to holds nobody up and is caught up by the next line.
 */
export function openLedger(folder: string, copies: readonly string[], clock: Clock): Ledger {
  const path = join(folder, ledgerName)
  const others = copies.map((copy) => join(copy, ledgerName))
  return {
    path,
    append: (entry) =>
      alone(folder, () => {
        const text = wholeLines(textOf(path))
        const lines = parse(path, text)
        const first = lines.length === 0 ? [{ kind: 'begun', ledger: randomUUID(), at: clock().toString() }] : []
        const said =
          entry.kind === 'done' ? { ...entry, at: clock().toString() } : { ...entry, at: entry.at.toString() }
        const added = [...first, said].reduce((sofar, words) => sofar + lineAfter(text + sofar, words), '')
        for (const other of others)
          if (['ahead', 'apart'].includes(standing(other, text)))
            throw new Error(`${other} is not a copy of ${path}: put the longer of the two in both places`)
        write(path, text.length, added)
        for (const other of others) catchUp(other, text + added)
        return lines.length + first.length + 1
      }),
    read: () => meaning(parse(path, wholeLines(textOf(path)))),
  }
}

/** Brings a copy up to what the ledger holds, where it can be written to; one that has gone its own way stays. */
export function catchUp(copy: string, text: string): void {
  try {
    const there = wholeLines(textOf(copy))
    if (kinship(text, there) === 'behind') write(copy, there.length, text.slice(there.length))
  } catch {
    // Whoever looks through the copies sees that this one is behind.
  }
}

/** What is wrong with the ledger and its copies, one sentence each. */
export function faultsInLedger(folder: string, copies: readonly string[]): string[] {
  const path = join(folder, ledgerName)
  try {
    const text = checkedText(path)
    return copies
      .map((copy) => join(copy, ledgerName))
      .filter((copy) => standing(copy, text) !== 'same')
      .map((copy) => `${copy} is not a whole copy of ${path}: put the longer of the two in both places`)
  } catch (error) {
    return [(error as Error).message]
  }
}

function standing(copy: string, text: string): Kinship | 'out of reach' {
  try {
    return kinship(text, wholeLines(textOf(copy)))
  } catch {
    return 'out of reach'
  }
}

/** The text of a ledger, the empty text where there is none. Every line of it must be in its place. */
export function checkedText(path: string): string {
  const text = wholeLines(textOf(path))
  parse(path, text)
  return text
}

type Written = { kind: string; sum: string; ledger?: string; clientId?: string; of?: number }

function meaning(lines: readonly Written[]): Reading {
  return {
    id: lines[0]?.ledger ?? null,
    erased: lines.flatMap(({ kind, clientId }, i) =>
      kind === 'erased' && clientId ? [{ line: i + 1, clientId }] : [],
    ),
    done: new Set(lines.flatMap(({ kind, of }) => (kind === 'done' && of ? [of] : []))),
  }
}

function parse(path: string, text: string): Written[] {
  const lines = text.split('\n').slice(0, -1)
  let before = ''
  return lines.map((line, i) => {
    const found = readLine(line)
    if (!found || sumOf(before, found.words) !== found.line.sum)
      throw new Error(`Line ${i + 1} of ${path} is not as it was written: put a copy of it back`)
    before = found.line.sum
    return found.line
  })
}

function readLine(text: string): { line: Written; words: object } | null {
  try {
    const line = JSON.parse(text) as Written
    const { sum: _, ...words } = line
    return { line, words }
  } catch {
    return null
  }
}

function lineAfter(text: string, words: object): string {
  const last = text.split('\n').at(-2)
  const sum = sumOf(last ? (JSON.parse(last) as Written).sum : '', words)
  return `${JSON.stringify({ ...words, sum })}\n`
}

const sumOf = (before: string, words: object) =>
  createHash('sha256')
    .update(`${before}\n${JSON.stringify(words)}`)
    .digest('hex')

/** A line that a crash cut short was never acted on. */
const wholeLines = (text: string) => text.slice(0, text.lastIndexOf('\n') + 1)

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw new Error(`${path} cannot be read: it must belong to whoever runs this`, { cause: error })
  }
}

/** All of it is plain ASCII: characters are bytes. */
function write(path: string, from: number, text: string) {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const file = openSync(path, from === 0 ? 'w' : 'r+', 0o600)
  try {
    ftruncateSync(file, from)
    writeSync(file, text, from)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  const folder = openSync(dirname(path), 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/** One writer at a time among all processes; the operating system gives the lock back however its holder ends. */
function alone<T>(folder: string, work: () => T): T {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'lock')
  // SQLite would make it readable by everybody.
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
  const lock = new DatabaseSync(file, { timeout: 5_000 })
  try {
    lock.exec('begin exclusive')
    return work()
  } finally {
    lock.close()
  }
}
