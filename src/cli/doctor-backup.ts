import {
  archiverFault,
  faultsInDumps,
  faultsInLedger,
  hoursSince,
  listBases,
  mostHours,
  newestDumps,
  placesOf,
  type Base,
} from '#backup'
import type { Tx } from '#lib/sql'
import { kekOfDump, readKeks } from '#vault'
import type { Store } from '../config.ts'
import { finding, well, type Finding } from './finding.ts'

/** How well we stand for a bad day: backups and their proof, dumps of keys, the record of erasures. */
export async function backupFindings(store: Store, now: Temporal.Instant): Promise<Finding[]> {
  const places = placesOf(store)
  const last = (await listBases(places.bases)).at(-1)
  const ledger = faultsInLedger(places.ledger, places.ledgerCopies)
  const dumps = await faultsInDumps(places.keyDumps)
  return [
    ...(store.databaseUrl === null ? [ageOf(last, store.demo, now), ...proofOf(last, store.demo)] : [yours]),
    ...several([...dumps, ...(await dumpsUnderOtherKeys(store))], 'dumps of keys are whole in all their places'),
    ...several(ledger, 'the record of erasures is whole, and so are its copies'),
  ]
}

/** Whether the log reaches the archive, which the server itself knows. */
export async function archiveFinding(tx: Tx): Promise<Finding> {
  const fault = await archiverFault(tx)
  return fault
    ? finding(false, fault, 'see whether BACKUP_DIR has room and can be written to')
    : well('the log reaches the archive')
}

const yours = well('PostgreSQL is backed up by whoever runs it: a base each night, and its log without a gap')

function ageOf(last: Base | undefined, demo: boolean, now: Temporal.Instant): Finding {
  if (!last) return finding(demo, 'there is no backup yet', 'npm run lay -- backup')
  const hours = hoursSince(Temporal.Instant.from(last.manifest.startedAt), now)
  return finding(
    demo || hours <= mostHours,
    `the last backup is ${hours.toFixed(1)} hours old`,
    'npm run lay -- backup',
  )
}

function proofOf(last: Base | undefined, demo: boolean): Finding[] {
  if (!last) return []
  if (!last.verified)
    return [finding(demo, 'the last backup was not restored for proof', 'npm run lay -- backup verify')]
  return [well(`it was restored for proof at ${last.verified.at}, in ${last.verified.seconds} s`)]
}

/** The newest dump of each place has to open with the key in use: the one before it is destroyed, or will be. */
async function dumpsUnderOtherKeys(store: Store): Promise<string[]> {
  // Of a key holder of its own the key file is out of reach, and in good order out of our sight.
  const inUse = store.keyHolder === null ? readKeks(store.kekFile)?.at(-1)?.id : undefined
  if (!inUse) return []
  const newest = (await Promise.all(placesOf(store).keyDumps.map((place) => newestDumps([place])))).flat()
  return newest.flatMap((file) => {
    const kek = kekOfDump(file)
    if (kek === inUse) return []
    return `The dump of keys ${file} ${kek === null ? 'cannot be read' : `is sealed with ${kek}, and ${inUse} is in use`}: npm run lay -- keys dump, then backup`
  })
}

const several = (faults: readonly string[], otherwise: string): Finding[] =>
  faults.length === 0 ? [well(otherwise)] : faults.map((words) => ({ ok: false, words }))
