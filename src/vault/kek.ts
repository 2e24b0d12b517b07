import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** A key that wraps keys, and the fingerprint by which all the world may know it. */
export type Kek = { id: string; secret: Buffer }

export const kekOf = (secret: Buffer): Kek => ({
  id: createHash('sha256').update('kek\0').update(secret).digest('hex').slice(0, 16),
  secret,
})

export const newKek = (): Kek => kekOf(randomBytes(32))

/** The keys of a key file, one a line, the one in use last; null without a file. Throws a line that says what is wrong. */
export function readKeks(file: string): Kek[] | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new Error(`${file} cannot be read: it must belong to whoever holds the keys`, { cause: error })
  }
  if (statSync(file).mode & 0o007) throw new Error(`${file} can be read by everybody on this machine: chmod 0400 it`)
  const keks = text.split('\n').flatMap((line) => (line.trim() ? [kekOf(secretIn(line.trim(), file))] : []))
  if (keks.length === 0) throw new Error(`${file} holds no key`)
  return keks
}

function secretIn(line: string, file: string): Buffer {
  const secret = Buffer.from(line, 'base64url')
  if (secret.length !== 32) throw new Error(`${file}: a key is 32 bytes as base64url, one a line`)
  // Thirty-two bytes of chance never have so few different ones among them.
  if (new Set(secret).size < 12) throw new Error(`${file} holds an example, not a key made by chance`)
  return secret
}

/** Puts a key file in place whole; what it held before is overwritten, so that a key left out is gone. */
export function writeKeks(file: string, keks: readonly Kek[]): void {
  const next = `${file}.new`
  write(next, keks.map(({ secret }) => `${secret.toString('base64url')}\n`).join(''), 'w')
  const before = openBefore(file)
  renameSync(next, file)
  sync(dirname(file))
  if (before === null) return
  writeSync(before, randomBytes(statSync(file).size + 64), 0)
  fsyncSync(before)
  closeSync(before)
}

/** The keys of a file as they are now: read anew when the file has changed. */
export function followKeks(file: string): () => Kek[] {
  let seen = ''
  let keks: Kek[] = []
  return () => {
    const { mtimeNs, ino } = statOf(file)
    const now = `${mtimeNs} ${ino}`
    if (now !== seen) {
      keks = readKeks(file) ?? []
      seen = now
    }
    return keks
  }
}

function statOf(file: string) {
  try {
    return statSync(file, { bigint: true })
  } catch (error) {
    throw new Error(`${file} is gone: without it nothing sealed can be opened`, { cause: error })
  }
}

function openBefore(file: string): number | null {
  try {
    chmodSync(file, 0o600)
    return openSync(file, 'r+')
  } catch {
    return null
  }
}

function write(file: string, text: string, flags: string) {
  const handle = openSync(file, flags, 0o400)
  writeSync(handle, text)
  fsyncSync(handle)
  closeSync(handle)
}

function sync(folder: string) {
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
