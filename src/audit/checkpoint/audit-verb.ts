import { parseArgs } from 'node:util'
import { existsSync } from 'node:fs'
import { fault, type Verb } from '#lib/verb'
import { operator, type Db } from '#lib/door'
import { checkTrail } from './check.ts'
import { checkpointNumber } from './queries.ts'

export type AuditVerbPorts = {
  /** The PEM of the key that checkpoints are signed with. */
  publicKey: () => string
  /** Where checkpoints are filed by this installation. */
  folder: string
}

/** `audit verify`: finds out whether the trail is as it was written. */
export const auditVerb = ({ publicKey, folder }: AuditVerbPorts): Verb => ({
  name: 'audit',
  usage: 'audit verify [--from FOLDER] [--mailed LINE]',
  help: `Checks that the trail is as it was written: every chain, every checkpoint, and one against the other.

  --from FOLDER   where checkpoints were filed, if not where this installation files them; best a copy on another machine
  --mailed LINE   a line that was mailed, NUMBER:HASH: whether that checkpoint is still the same

A line for each fault, beginning with what it is: edited entry, missing entry, broken link, added entry, cut tail, removed
chain, recomputed hashes, forged, removed checkpoint, altered heads. Exit status 1 when there is one.
A chain that went by its rule of six years is no fault, where its last entry was under a checkpoint that is old enough.
After an older backup was restored, what came after it is told as cut: move the old folder aside once you have read it.`,
  async run([what, ...args], io, { db }) {
    const from = what === 'verify' ? parse(args) : null
    if (!from) return fault(io, 'usage: audit verify [--from FOLDER] [--mailed LINE]')
    if (from.folder !== undefined && !existsSync(from.folder)) return fault(io, `There is no folder ${from.folder}`)
    const elsewhere = from.folder ?? (existsSync(folder) ? folder : null)
    const checked = await checkTrail(db, publicKey(), elsewhere)
    if (from.mailed) checked.faults.push(...(await mailedFault(db, from.mailed)))
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

type Mailed = { seq: number; hash: string }

/** What is wrong with a checkpoint that somebody has in a mail. */
async function mailedFault(db: Db, { seq, hash }: Mailed): Promise<string[]> {
  const found = await db.withActor(operator, (tx) => checkpointNumber.one(tx, seq))
  return found?.hash === hash ? [] : [`removed checkpoint: ${seq} is not the one that was mailed`]
}

function parse(args: string[]): { folder?: string; mailed?: Mailed } | null {
  try {
    const options = { from: { type: 'string' }, mailed: { type: 'string' } } as const
    const { from, mailed } = parseArgs({ args, options }).values
    const line = mailed === undefined ? null : /^(\d{1,15}):([0-9a-f]{64})$/.exec(mailed.trim())
    if (mailed !== undefined && !line) return null
    return {
      ...(from === undefined ? {} : { folder: from }),
      ...(line ? { mailed: { seq: Number(line[1]), hash: line[2]! } } : {}),
    }
  } catch {
    return null
  }
}
