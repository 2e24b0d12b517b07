import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readText, writeKept, type Packed } from './pack.ts'

/** What a base backup is: enough to check it and to bring it back without the machine that it came from. */
export type Manifest = {
  /** Sorts by time: the moment at which it began. */
  name: string
  startedAt: string
  endedAt: string
  seconds: number
  systemId: string
  timeline: number
  startLsn: string
  /** Pieces of the log that it cannot do without. */
  firstWal: string
  lastWal: string
  /** What PostgreSQL said at its end, to be written beside the data for replaying to begin from. */
  label: string
  /** Sums of the secrets beside the data, to recognise them by; the secrets are not in any backup. */
  secrets: Record<string, string>
  folders: string[]
  files: Packed[]
}

export type Verified = { at: string; seconds: number; tables: number; rows: number }
export type Base = { folder: string; manifest: Manifest; verified: Verified | null }

const manifestName = 'backup.json'
const verifiedName = 'verified.json'
export const filesName = 'files'

export const nameOf = (at: Temporal.Instant) => at.round('second').toString().replaceAll(/[-:]/g, '')

export const writeManifest = (folder: string, manifest: Manifest) =>
  writeKept(join(folder, manifestName), `${JSON.stringify(manifest, null, 1)}\n`)

export const writeVerified = (folder: string, verified: Verified) =>
  writeKept(join(folder, verifiedName), `${JSON.stringify(verified)}\n`)

/** Every whole backup in a folder, oldest first. */
export async function listBases(bases: string): Promise<Base[]> {
  const names = (await readdir(bases).catch(() => [])).filter((name) => /^\d{8}T\d{6}Z$/.test(name)).sort()
  const found = await Promise.all(names.map((name) => readBase(join(bases, name))))
  return found.filter((base) => base !== null)
}

export async function readBase(folder: string): Promise<Base | null> {
  const manifest = await readText(join(folder, manifestName))
  if (manifest === null) return null
  const verified = await readText(join(folder, verifiedName))
  try {
    return {
      folder,
      manifest: JSON.parse(manifest) as Manifest,
      verified: verified ? (JSON.parse(verified) as Verified) : null,
    }
  } catch {
    return null
  }
}

/** A folder for a backup that is being made; what an earlier one left half-made goes. */
export async function draftFolder(bases: string): Promise<string> {
  const draft = join(bases, 'being-made')
  await rm(draft, { recursive: true, force: true })
  await mkdir(join(draft, filesName), { recursive: true, mode: 0o700 })
  return draft
}
