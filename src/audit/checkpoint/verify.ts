import { hashOf, type Entry } from '../entry.ts'
import { emptyRoot, grow, leafOf } from './merkle.ts'
import { checkpointHash, isSigned, type Signed } from './signed.ts'

export type Leaf = { subjectId: string; n: number; hash: string }
export type Row = Entry & { xid: string }

/** A checkpoint with the heads that it was the first to hold. */
export type Sealed = { checkpoint: Signed; leaves: Leaf[] }
type Tree = Pick<ReturnType<typeof grow>, 'size' | 'peaks' | 'root'>
type Say = (fault: string) => void

const named = ({ epoch, seq, at }: Signed) => `checkpoint ${epoch}/${seq} of ${at}`

/**
 * Goes along checkpoints and says what is wrong with them: signature, link to the one before, tree. Gives those that
 * may be believed, with their leaves.
 */
export function checkpointWalk(publicKey: string, where: string, say: Say) {
  let latest: Tree = { size: 0, peaks: [], root: emptyRoot }
  // A restored copy goes on from an earlier one, so all of them are kept.
  const trees = new Map([['', latest]])
  return ({ checkpoint, leaves }: Sealed): boolean => {
    const name = `${named(checkpoint)} ${where}`
    if (!isSigned(checkpoint, publicKey)) {
      say(`forged: ${name} is not signed by the key`)
      return false
    }
    const tree = trees.get(checkpoint.prev)
    if (!tree) say(`removed checkpoint: the one before ${name} is not there`)
    const { size, peaks, root } = grow(
      (tree ?? latest).size,
      (tree ?? latest).peaks,
      leaves.map(({ subjectId, n, hash }) => leafOf(subjectId, n, hash)),
    )
    latest = { size, peaks, root }
    trees.set(checkpointHash(checkpoint), latest)
    const isWhole = size === checkpoint.size && root.toString('hex') === checkpoint.root
    if (!isWhole) say(`altered heads: those of ${name} are not the ones that were signed`)
    return isWhole
  }
}

/** Heads that were signed, by subject. */
export type Heads = Map<string, Leaf[]>

/**
 * Goes along one chain and says what is wrong with it, by itself and against the heads that were signed of it.
 * `sealedBefore` is the watermark of the newest checkpoint: what was written before it must be under a signed head.
 */
export function chainFaults(rows: readonly Row[], signed: readonly Leaf[], sealedBefore: bigint): string[] {
  const faults: string[] = []
  const first = rows[0]
  const about = first ? `${first.subjectKind} ${first.subjectId}` : ''
  for (const [at, row] of rows.entries()) {
    const before = rows[at - 1]
    if (row.n !== (before?.n ?? 0) + 1) faults.push(`missing entry: ${about} has no entry ${(before?.n ?? 0) + 1}`)
    else if (row.prev !== (before?.hash ?? ''))
      faults.push(`broken link: ${about}, entry ${row.n} follows another entry`)
    if (row.hash !== hashOf(row)) faults.push(`edited entry: ${about}, entry ${row.n} is not what was hashed`)
  }
  const last = rows.at(-1)?.n ?? 0
  for (const leaf of signed) {
    const row = rows[leaf.n - 1]?.n === leaf.n ? rows[leaf.n - 1] : rows.find(({ n }) => n === leaf.n)
    if (leaf.n > last) faults.push(`cut tail: ${about} ends at entry ${last}, and entry ${leaf.n} was signed`)
    else if (row && row.hash !== leaf.hash)
      faults.push(`recomputed hashes: ${about}, entry ${leaf.n} is not the one that was signed`)
  }
  const head = Math.max(0, ...signed.map(({ n }) => n))
  const slipped = rows.find(({ n, xid }) => n > head && BigInt(xid) < sealedBefore)
  if (slipped)
    faults.push(`added entry: ${about}, entry ${slipped.n} says it is older than the checkpoint that lacks it`)
  return faults
}

/** A subject of whom heads were signed and nothing is there. */
export const removedChain = (subjectId: string, signed: readonly Leaf[]): string =>
  `removed chain: ${subjectId} has no entry, and ${Math.max(...signed.map(({ n }) => n))} were signed`
