import { rm } from 'node:fs/promises'
import { listBases } from './manifest.ts'
import type { Places } from './places.ts'
import { mayGo } from './retention.ts'
import { pruneWal } from './wal.ts'

/** Removes the backups that may go, and what only they needed of the log. Gives their names. */
export async function prune(places: Places, now: Temporal.Instant): Promise<string[]> {
  const bases = await listBases(places.bases)
  const dated = bases.map(({ manifest }) => ({ name: manifest.name, at: Temporal.Instant.from(manifest.startedAt) }))
  const going = mayGo(dated, now)
  for (const { folder, manifest } of bases)
    if (going.includes(manifest.name)) await rm(folder, { recursive: true, force: true })
  const oldest = bases.find(({ manifest }) => !going.includes(manifest.name))
  if (oldest) await pruneWal(places.wal, oldest.manifest.firstWal)
  return going
}
