import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zones, type Zone } from '#lib/door'

/**
 * Keys of the application, 32 bytes each as base64url: for sealed answers, contacts' hashes, codes, links' tokens, kept
 * answers of the API, the demonstration's outbox, concerns for a minute, and the addresses of coaches' own calendars.
 */
export const keyNames = ['answers', 'contacts', 'codes', 'links', 'replies', 'outbox', 'concerns', 'calendars'] as const
export type Keys = Record<(typeof keyNames)[number], string>

/** The zones whose processes may ask a key holder of its own, and show by a secret that they are they. */
export const askingZones = ['care', 'glass', 'work', 'desk'] as const

export type Secrets = {
  passwords: Record<Zone, string>
  keys: Keys
  /** Signs the checkpoints of the trail; for the worker alone. */
  checkpoint: string
  holder: Record<(typeof askingZones)[number], string>
}

/** The secrets kept under a data folder, each a file that only its owner reads; those that are missing are made. */
export function keepSecrets(folder: string): Secrets {
  const secrets = join(folder, 'secrets')
  try {
    mkdirSync(secrets, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new Error(`${secrets} must be a folder that we can write to: move what is there, or set DATA_DIR`, {
      cause: error,
    })
  }
  const all = <Name extends string>(names: readonly Name[], called: (name: Name) => string) =>
    Object.fromEntries(names.map((name) => [name, keep(join(secrets, called(name)))])) as Record<Name, string>
  return {
    passwords: all(zones, (zone) => `${zone}-password`),
    keys: all(keyNames, (name) => `${name}-key`),
    holder: all(askingZones, (zone) => `holder-${zone}`),
    checkpoint: keep(join(secrets, 'checkpoint-key')),
  }
}

function keep(file: string): string {
  const known = readSecret(file)
  if (known !== null) return known
  const made = randomBytes(32).toString('base64url')
  // Moved into place whole: a file cut short by a crash would lock people out of what it protects.
  writeFileSync(`${file}.new`, made, { mode: 0o400 })
  renameSync(`${file}.new`, file)
  return made
}

/** A secret in a file that only its owner reads, or null where there is none. */
export function readSecret(file: string): string | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new Error(`${file} cannot be read: it must belong to whoever runs this`, { cause: error })
  }
  if (statSync(file).mode & 0o007) throw new Error(`${file} can be read by everybody on this machine: chmod 0400 it`)
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length < 32) throw new Error(`${file} is too short to be a secret`)
  // Of 32 random bytes some thirty differ.
  if (new Set(bytes).size < 16) throw new Error(`${file} is too regular to be a secret`)
  return text
}
