import type { KeyObject } from 'node:crypto'
import type { Tx } from '#lib/sql'
import { grow, leafOf, peaksOf } from './merkle.ts'
import {
  changedHeads,
  insertCheckpoint,
  insertLeaves,
  insertNodes,
  lastCheckpoint,
  lockCheckpoints,
  nodesAt,
  present,
} from './queries.ts'
import { checkpointHash, fingerprintOf, publicKeyOf, signed, type Signed } from './signed.ts'

/** The newest checkpoint that a second place holds. */
export type Newest = Pick<Signed, 'epoch' | 'seq'>

const mostHeads = 10_000
const fromTheStart = '0'
const wholeTime = [fromTheStart, '9223372036854775807'] as const

/**
 * Makes one checkpoint: adds the heads that changed to the tree and signs its root, chained to the checkpoint before.
 * `more` says that there were too many heads for one. A database in another place, or one that knows less than the
 * second place does, is a restored copy: a new epoch begins, and every chain is looked at, since the numbers of
 * transactions mean nothing any more.
 */
export async function makeCheckpoint(
  tx: Tx,
  { key, elsewhere }: { key: KeyObject; elsewhere: Newest | null },
): Promise<{ checkpoint: Signed; more: boolean }> {
  await lockCheckpoints(tx)
  const last = await lastCheckpoint.one(tx)
  const now = (await present.one(tx))!
  const isAnew = !last || last.place !== now.place || isAhead(elsewhere, last)
  const [from, until] = isAnew || last.watermark === fromTheStart ? wholeTime : [last.watermark, now.watermark]
  const heads = await changedHeads(tx, from, until, mostHeads)
  const more = heads.length === mostHeads
  const leaves = heads.map(({ subjectId, n, hash }) => leafOf(subjectId, n, hash.toString('hex')))
  const tree = grow(last?.size ?? 0, await peakHashes(tx, last?.size ?? 0), leaves)
  const made: Signed = signed(
    {
      epoch: isAnew ? Math.max(last?.epoch ?? 0, elsewhere?.epoch ?? 0) + 1 : last.epoch,
      seq: (last?.seq ?? 0) + 1,
      at: now.at.toString({ fractionalSecondDigits: 6 }),
      size: tree.size,
      root: tree.root.toString('hex'),
      prev: last ? checkpointHash(fromRow(last)) : '',
      // With more to come the next one begins where this did.
      watermark: !more ? now.watermark : isAnew ? fromTheStart : last.watermark,
      key: fingerprintOf(publicKeyOf(key)),
    },
    key,
  )
  await insertLeaves(
    tx,
    last?.size ?? 0,
    heads.map(({ subjectId }) => subjectId),
    heads.map(({ n }) => n),
    heads.map(({ hash }) => hash),
  )
  await insertNodes(
    tx,
    tree.made.map(({ level }) => level),
    tree.made.map(({ position }) => position),
    tree.made.map(({ hash }) => hash),
  )
  await insertCheckpoint(
    tx,
    made.seq,
    made.epoch,
    now.at,
    made.size,
    tree.root,
    made.prev === '' ? null : Buffer.from(made.prev, 'hex'),
    made.watermark,
    now.place,
    made.key,
    Buffer.from(made.signature, 'base64'),
    Buffer.from(checkpointHash(made), 'hex'),
  )
  return { checkpoint: made, more }
}

type Row = NonNullable<Awaited<ReturnType<typeof lastCheckpoint.one>>>

export const fromRow = ({ at, root, prev, signature, ...row }: Row): Signed => ({
  epoch: row.epoch,
  seq: row.seq,
  size: row.size,
  watermark: row.watermark,
  key: row.key,
  at: at.toString({ fractionalSecondDigits: 6 }),
  root: root.toString('hex'),
  prev: prev?.toString('hex') ?? '',
  signature: signature.toString('base64'),
})

const isAhead = (one: Newest | null, other: Newest) =>
  one !== null && (one.epoch > other.epoch || (one.epoch === other.epoch && one.seq > other.seq))

async function peakHashes(tx: Tx, size: number): Promise<Buffer[]> {
  const places = peaksOf(size)
  const known = await nodesAt(
    tx,
    places.map(({ level }) => level),
    places.map(({ position }) => position),
  )
  return places.map(({ level, position }) => {
    const node = known.find((each) => each.level === level && each.position === position)
    if (!node) throw new Error(`The tree of the trail has no node ${level}/${position}`)
    return node.hash
  })
}
