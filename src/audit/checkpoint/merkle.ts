import { createHash } from 'node:crypto'

/**
 * One tree that only grows, as RFC 6962 has it: leaves and inner nodes are hashed with different first bytes. A tree of
 * any size is a row of complete trees, its peaks, the largest first, folded from the right; `level` 0 is the leaves.
 */
export type Place = { level: number; position: number }
export type Node = Place & { hash: Buffer }
/** One step from a leaf to the root: the hash beside it, and on which side that lies. */
export type Step = { side: 'left' | 'right'; hash: string }

const sha256 = (...parts: (Buffer | string)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const leafMark = Buffer.from([0])
const nodeMark = Buffer.from([1])

/** A head's leaf: the subject, the number of its last entry and that one's hash. */
export const leafOf = (subjectId: string, n: number, hash: string): Buffer =>
  sha256(leafMark, `${subjectId} ${n} ${hash}`)
export const parentOf = (left: Buffer, right: Buffer): Buffer => sha256(nodeMark, left, right)
export const emptyRoot: Buffer = sha256()

/** The peaks of a tree of this size, from left to right. */
export function peaksOf(size: number): Place[] {
  const peaks: Place[] = []
  for (let level = 52, offset = 0; level >= 0; level--) {
    const width = 2 ** level
    if (size - offset < width) continue
    peaks.push({ level, position: offset / width })
    offset += width
  }
  return peaks
}

/** The root of a tree with these peaks. */
export const rootOf = (peaks: readonly Buffer[]): Buffer =>
  peaks.length === 0 ? emptyRoot : peaks.reduceRight((right, left) => parentOf(left, right))

/** Adds leaves to a tree of which the peaks are known. Gives every complete part that came to be, and the new root. */
export function grow(size: number, peaks: readonly Buffer[], leaves: readonly Buffer[]) {
  const stack: Node[] = peaksOf(size).map((place, at) => ({ ...place, hash: peaks[at]! }))
  const made: Node[] = []
  for (const [at, hash] of leaves.entries()) {
    let node: Node = { level: 0, position: size + at, hash }
    made.push(node)
    while (node.position % 2 === 1) {
      const left = stack.pop()!
      node = { level: node.level + 1, position: left.position / 2, hash: parentOf(left.hash, node.hash) }
      made.push(node)
    }
    stack.push(node)
  }
  return {
    size: size + leaves.length,
    made,
    peaks: stack.map(({ hash }) => hash),
    root: rootOf(stack.map(({ hash }) => hash)),
  }
}

/** What must be known to lead from a leaf to the root of a tree of this size: beside it, and the peaks. */
export function placesFor(leaf: number, size: number): { beside: Place[]; peaks: Place[]; own: number } {
  const peaks = peaksOf(size)
  const own = peaks.findIndex(({ level, position }) => leaf < (position + 1) * 2 ** level)
  const beside: Place[] = []
  for (let level = 0, position = leaf; level < peaks[own]!.level; level++, position = Math.floor(position / 2))
    beside.push({ level, position: position % 2 === 0 ? position + 1 : position - 1 })
  return { beside, peaks, own }
}

/** The way from a leaf to the root, by the hashes of the places that it needs. */
export function pathOf(leaf: number, size: number, hashAt: (place: Place) => Buffer): Step[] {
  const { beside, peaks, own } = placesFor(leaf, size)
  const right = peaks.slice(own + 1).map(hashAt)
  return [
    ...beside.map((place) => step(place.position % 2 === 0 ? 'left' : 'right', hashAt(place))),
    ...(right.length > 0 ? [step('right', rootOf(right))] : []),
    ...peaks
      .slice(0, own)
      .toReversed()
      .map((place) => step('left', hashAt(place))),
  ]
}

/** The root to which a path leads. */
export const climb = (leaf: Buffer, path: readonly Step[]): Buffer =>
  path.reduce((node, { side, hash }) => {
    const other = Buffer.from(hash, 'hex')
    return side === 'left' ? parentOf(other, node) : parentOf(node, other)
  }, leaf)

const step = (side: Step['side'], hash: Buffer): Step => ({ side, hash: hash.toString('hex') })
