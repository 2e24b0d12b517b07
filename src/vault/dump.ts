import {
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  mkdirSync,
  openSync,
  writeSync,
  fsyncSync,
  closeSync,
} from 'node:fs'
import { join } from 'node:path'
import { decrypt, encrypt, naming } from './envelope.ts'
import type { Kek } from './kek.ts'
import type { Wrapped } from './wrap.ts'

/** All wrapped keys at one moment. */
export type Dump = { at: Temporal.Instant; rows: readonly Wrapped[] }

const keptDays = 7
const called = /^keys-(.+)\.dump$/

/** Writes a dump under the KEK, whole or not at all, and drops those of more than seven days ago. Gives the file's name. */
export function writeDump(folder: string, kek: Kek, { at, rows }: Dump): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const name = `keys-${at.toString({ smallestUnit: 'microsecond' }).replaceAll(':', '-')}.dump`
  const head = JSON.stringify({ kek: kek.id, at: at.toString() })
  const lines = rows.map((row) => JSON.stringify({ ...row, wrapped: row.wrapped.toString('base64') })).join('\n')
  const body = encrypt(kek.secret, about(head), Buffer.from(lines))
  writeWhole(join(folder, name), Buffer.concat([Buffer.from(`${head}\n`), body]))
  const oldest = at.subtract({ hours: keptDays * 24 })
  for (const file of dumpsIn(folder)) {
    if (Temporal.Instant.compare(writtenAt(join(folder, file)), oldest) < 0) rmSync(join(folder, file))
  }
  return join(folder, name)
}

/** Reads a dump. Throws a line where it was altered or no KEK at hand opens it. */
export function readDump(file: string, keks: readonly Kek[]): Dump {
  const bytes = readFileSync(file)
  const end = bytes.indexOf('\n')
  const head = bytes.toString('utf8', 0, end)
  const { kek: kekId, at } = readHead(head, file)
  const kek = keks.find(({ id }) => id === kekId)
  if (!kek) throw new Error(`${file} is sealed with ${kekId}, which the key file does not hold`)
  const body = decrypt(kek.secret, about(head), bytes.subarray(end + 1))
  if (!body) throw new Error(`${file} was altered or cut off: take another copy of it`)
  return { at: Temporal.Instant.from(at), rows: body.toString().split('\n').filter(Boolean).map(rowIn) }
}

/** The fingerprint of the KEK that a dump is sealed with; null where it is none. */
export function kekOfDump(file: string): string | null {
  try {
    const bytes = readFileSync(file)
    return readHead(bytes.toString('utf8', 0, bytes.indexOf('\n')), file).kek
  } catch {
    return null
  }
}

const dumpsIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => called.test(name))
    .sort()

const writtenAt = (file: string) =>
  Temporal.Instant.from(called.exec(file.split('/').at(-1)!)![1]!.replace(/T(\d\d)-(\d\d)-/, 'T$1:$2:'))

function readHead(head: string, file: string): { kek: string; at: string } {
  try {
    return JSON.parse(head) as { kek: string; at: string }
  } catch (error) {
    throw new Error(`${file} is no dump of keys`, { cause: error })
  }
}

function rowIn(line: string): Wrapped {
  const row = JSON.parse(line) as Omit<Wrapped, 'wrapped'> & { wrapped: string }
  return { ...row, wrapped: Buffer.from(row.wrapped, 'base64') }
}

const about = (head: string) => naming('dump', head)

function writeWhole(file: string, bytes: Buffer) {
  const handle = openSync(`${file}.new`, 'w', 0o400)
  writeSync(handle, bytes)
  fsyncSync(handle)
  closeSync(handle)
  renameSync(`${file}.new`, file)
}
