import { parseArgs } from 'node:util'
import { existsSync } from 'node:fs'
import { fault, type Verb } from '#lib/verb'
import { checkTrail } from './check.ts'

export type AuditVerbPorts = {
  /** The PEM of the key that checkpoints are signed with. */
  publicKey: () => string
  /** Where checkpoints are filed by this installation. */
  folder: string
}

/** `audit verify`: finds out whether the trail is as it was written. */
export const auditVerb = ({ publicKey, folder }: AuditVerbPorts): Verb => ({
  name: 'audit',
  usage: 'audit verify [--from FOLDER]',
  help: `Checks that the trail is as it was written: every chain, every checkpoint, and one against the other.

  --from FOLDER   where checkpoints were filed, if not where this installation files them; best a copy on another machine

A line for each fault, beginning with what it is: edited entry, missing entry, broken link, added entry, cut tail, removed
chain, recomputed hashes, forged, removed checkpoint, altered heads. Exit status 1 when there is one.
A chain that went by its rule of six years is no fault, where its last entry was under a checkpoint that is old enough.
After an older backup was restored, what came after it is told as cut: move the old folder aside once you have read it.`,
  async run([what, ...args], io, { db }) {
    const from = what === 'verify' ? parse(args) : null
    if (!from) return fault(io, 'usage: audit verify [--from FOLDER]')
    if (from.folder !== undefined && !existsSync(from.folder)) return fault(io, `There is no folder ${from.folder}`)
    const elsewhere = from.folder ?? (existsSync(folder) ? folder : null)
    const checked = await checkTrail(db, publicKey(), elsewhere)
    for (const each of checked.faults) io.err(each)
    const { entries, chains, expired, checkpoints, newest, unsealed, lateWaiting, faults } = checked
    io.out(`${entries} entries in ${chains} chains, ${unsealed} of them younger than the newest checkpoint`)
    if (expired > 0) io.out(`${expired} chains went because their time was over`)
    io.out(newest ? `${checkpoints} checkpoints, the newest of ${newest.at}` : 'No checkpoint was made yet')
    io.out(elsewhere === null ? 'There is no second place to compare with' : `Compared with ${elsewhere}`)
    if (lateWaiting > 0) io.out(`${lateWaiting} entries wait to be written late`)
    io.out(faults.length === 0 ? 'All is as it was written' : `${faults.length} faults`)
    return faults.length === 0 ? 0 : 1
  },
})

function parse(args: string[]): { folder?: string } | null {
  try {
    const { from } = parseArgs({ args, options: { from: { type: 'string' } } }).values
    return from === undefined ? {} : { folder: from }
  } catch {
    return null
  }
}
