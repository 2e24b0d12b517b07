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

/** A head that was signed, and when. */
export type Head = Leaf & { at: string }
/** Heads that were signed, by subject. */
export type Heads = Map<string, Head[]>

/** The end of a trail that went by its rule; `sealedBy` is when its last head must have been signed at the latest. */
export type Expired = { entries: number; lastHash: string; sealedBy: Temporal.Instant }

/** What is wrong with a trail of which it is said that it went by its rule; null where that is so. */
export function expiryFault(subjectId: string, signed: readonly Head[], expired: Expired): string | null {
  const { entries, lastHash, sealedBy } = expired
  const old = signed.filter(({ n }) => n <= entries)
  const others = old.some(({ n, hash }) => n === entries && hash !== lastHash)
  const young = old.find(({ at }) => Temporal.Instant.compare(Temporal.Instant.from(at), sealedBy) > 0)
  if (others) return `removed chain: ${subjectId} ended in another entry than the one that went by its rule`
  if (young)
    return `removed chain: ${subjectId} is said to have gone by its rule, and a head of it was signed at ${young.at}`
  return null
}

/**
 * Goes along one chain and says what is wrong with it, by itself and against the heads that were signed of it.
 * `sealedBefore` is the watermark of the newest checkpoint: what was written before it must be under a signed head. A chain
 * goes on where one that went by its rule ended.
 */
export function chainFaults(
  rows: readonly Row[],
  signed: readonly Leaf[],
  sealedBefore: bigint,
  begun: Pick<Expired, 'entries' | 'lastHash'> = { entries: 0, lastHash: '' },
): string[] {
  const faults: string[] = []
  const first = rows[0]
  const about = first ? `${first.subjectKind} ${first.subjectId}` : ''
  for (const [at, row] of rows.entries()) {
    const { n, hash } = rows[at - 1] ?? { n: begun.entries, hash: begun.lastHash }
    if (row.n !== n + 1) faults.push(`missing entry: ${about} has no entry ${n + 1}`)
    else if (row.prev !== hash) faults.push(`broken link: ${about}, entry ${row.n} follows another entry`)
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
