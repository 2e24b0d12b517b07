import { faultsInDumps, faultsInLedger, listBases, placesOf, sumsOfSecrets, verifyBase, type Base } from '#backup'
import { systemClock } from '#lib/clock'
import { fault, type Io, type Verb } from '#lib/verb'
import type { Store } from '../config.ts'
import { backUp, productCheck } from '../launch/back-up.ts'
import { lockFolder } from '../launch/lock.ts'
import { withOwnServer } from './own-server.ts'

/** `backup`: a copy of everything that a restore needs, and proof that it can be restored. */
export const backupVerb = (store: Store): Verb => ({
  name: 'backup',
  usage: 'backup [--unverified] | backup list | backup verify [NAME]',
  help: `Copies the database, while it runs or not, into BACKUP_DIR, restores the copy into a server that is thrown away, and
says how long that took; --unverified leaves the proof for later. The log follows piece by piece, so any later moment can
be brought back too. The keys that unseal are in no backup: what they are known by is listed, and they must be kept
apart. With DATABASE_URL the server is yours to back up: dumps of keys and the record of erasures are copied, and it is
said what else must be.
list: one backup a line, oldest first: name, begun, seconds, megabytes, and when it was last restored for proof.
verify: restores the newest, or the one named, and looks at the dumps of keys and the record of erasures.`,
  async run(args, io) {
    if (args.length === 0) return make(store, io, true)
    if (args.length === 1 && args[0] === '--unverified') return make(store, io, false)
    if (args.length === 1 && args[0] === 'list') return list(store, io)
    if (args.length <= 2 && args[0] === 'verify') return verify(store, io, args[1])
    return fault(io, 'usage: backup [--unverified] | backup list | backup verify [NAME]')
  },
})

async function make(store: Store, io: Io, proof: boolean): Promise<number> {
  const asked = { verify: proof, signal: new AbortController().signal }
  if (store.databaseUrl !== null) return copyKeysAndLedger(store, io)
  const { base, verified, removed } = await withOwnServer(store, (admin) => backUp(store, admin, asked))
  if (base)
    io.out(`backup\t${base.folder}\t${base.manifest.files.length} files\t${sizeOf(base)}\t${base.manifest.seconds} s`)
  if (verified) io.out(`restored\tin ${verified.seconds} s\t${verified.tables} tables\t${verified.rows} rows`)
  for (const name of removed) io.out(`removed\t${name}`)
  return sayCopies(store, io)
}

async function copyKeysAndLedger(store: Store, io: Io): Promise<number> {
  await backUp(store, null, { verify: false, signal: new AbortController().signal })
  for (const [name, sum] of Object.entries(await sumsOfSecrets(store.dataDir))) io.out(`secret\t${name}\t${sum}`)
  io.out(
    'The dumps of keys and the record of erasures are copied. Back up PostgreSQL yourself: a base backup each night and',
  )
  io.out('its WAL without a gap (archive_mode on), for 35 days. After restoring it: npm run lay -- restore finish')
  return sayCopies(store, io)
}

async function list(store: Store, io: Io): Promise<number> {
  for (const base of await listBases(placesOf(store).bases)) {
    const { name, startedAt, seconds } = base.manifest
    const begun = Temporal.Instant.from(startedAt).toString({ smallestUnit: 'second' })
    io.out([name, begun, `${seconds} s`, sizeOf(base), base.verified?.at ?? 'not restored for proof'].join('\t'))
  }
  return 0
}

async function verify(store: Store, io: Io, name: string | undefined): Promise<number> {
  const places = placesOf(store)
  const bases = await listBases(places.bases)
  const base = name === undefined ? bases.at(-1) : bases.find(({ manifest }) => manifest.name === name)
  if (!base && name !== undefined) return fault(io, `There is no backup ${name}: npm run lay -- backup list`)
  if (base && store.databaseUrl === null) {
    const lock = lockFolder(places.backups)
    if (!lock) return fault(io, `Another backup is being made in ${places.backups}: wait for it`)
    const verified = await verifyBase(base, places, productCheck(store), systemClock).finally(() => lock.release())
    if (Array.isArray(verified)) return fault(io, ...verified)
    io.out(
      `restored\t${base.manifest.name}\tin ${verified.seconds} s\t${verified.tables} tables\t${verified.rows} rows`,
    )
  }
  const copies = await sayCopies(store, io)
  return base || store.databaseUrl !== null ? copies : fault(io, 'There is no backup yet: npm run lay -- backup')
}

/** Whether the dumps of keys and the record of erasures are whole in every place. */
async function sayCopies(store: Store, io: Io): Promise<number> {
  const { keyDumps, ledger, ledgerCopies } = placesOf(store)
  const faults = [...(await faultsInDumps(keyDumps)), ...faultsInLedger(ledger, ledgerCopies)]
  return faults.length > 0 ? fault(io, ...faults) : 0
}

const sizeOf = ({ manifest }: Base) =>
  `${(manifest.files.reduce((all, { bytes }) => all + bytes, 0) / 1e6).toFixed(1)} MB`
