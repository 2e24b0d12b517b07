import { join } from 'node:path'
import type { Tx } from '#lib/sql'
import { pathOf, placesFor, type Place, type Step } from '../checkpoint/merkle.ts'
import { fromRow } from '../checkpoint/make.ts'
import { lastCheckpoint } from '../checkpoint/queries.ts'
import type { Signed } from '../checkpoint/signed.ts'
import type { Entry } from '../entry.ts'
import { chainEnd, nodesOfProof, ownSize, ownChains, ownLeaves } from './queries.ts'

/** Where the client's own verifier lies: a file to be handed out as it is. */
export const verifierPath = join(import.meta.dirname, 'verify.mjs')

/** One chain, and the way from one of its entries to the root of the checkpoint. Later entries are too young for it. */
export type ProvedChain = {
  subjectId: string
  /** How many entries there are, as the page says. */
  count: number
  entries: Entry[]
  sealed: { n: number; path: Step[] } | null
}
export type Proof = {
  format: 'looking-after-proof-2'
  publicKey: string
  checkpoint: Signed | null
  /** How many chains there are, as the page says. */
  count: number
  chains: ProvedChain[]
}

/**
 * The chains of the client whose transaction this is, proved by the newest checkpoint. A chain ends before the first
 * entry that the client is not to be told of yet.
 */
export async function proofOf(tx: Tx, publicKey: string): Promise<Proof> {
  const last = await lastCheckpoint.one(tx)
  const size = last?.size ?? 0
  const [rows, leaves] = await Promise.all([ownChains(tx), ownLeaves(tx, size)])
  const chains = [...Map.groupBy(rows.map(entryOf), ({ subjectId }) => subjectId)].flatMap(([subjectId, all]) => {
    const entries = all.filter(({ n }, at) => n === at + 1)
    const leaf = leaves.find((each) => each.subjectId === subjectId && each.n <= entries.length)
    return entries.length > 0 ? [{ subjectId, entries, leaf }] : []
  })
  const hashes = await hashesFor(
    tx,
    chains.flatMap(({ leaf }) => (leaf ? [leaf.position] : [])),
    size,
  )
  return {
    format: 'looking-after-proof-2',
    publicKey,
    checkpoint: last ? fromRow(last) : null,
    count: chains.length,
    chains: chains.map(({ subjectId, entries, leaf }) => ({
      subjectId,
      count: entries.length,
      entries,
      sealed: leaf ? { n: leaf.n, path: pathOf(leaf.position, size, (place) => hashes.get(nameOf(place))!) } : null,
    })),
  }
}

/** How many entries, in how many chains, a proof of the asking client holds now. */
export const proofSize = async (tx: Tx) => (await ownSize.one(tx))!

/** The last entries of a chain that the asking client may read, oldest first: they go on where a download of theirs ends. */
export const endOf = async (tx: Tx, subjectId: string): Promise<Entry[]> =>
  (await chainEnd(tx, subjectId)).reverse().map(entryOf)

const nameOf = ({ level, position }: Place) => `${level}/${position}`

async function hashesFor(tx: Tx, positions: readonly number[], size: number): Promise<Map<string, Buffer>> {
  const places = positions.flatMap((position) => {
    const { beside, peaks } = placesFor(position, size)
    return [...beside, ...peaks]
  })
  const nodes = await nodesOfProof(
    tx,
    places.map(({ level }) => level),
    places.map(({ position }) => position),
  )
  return new Map(nodes.map((node) => [nameOf(node), node.hash]))
}

type Row = Awaited<ReturnType<typeof ownChains>>[number]

const entryOf = (row: Row): Entry => ({
  ...row,
  actorId: row.actorId ?? '',
  objectId: row.objectId ?? '',
  reason: row.reason ?? '',
  requestId: row.requestId ?? '',
  prev: row.prev?.toString('hex') ?? '',
  hash: row.hash.toString('hex'),
})
