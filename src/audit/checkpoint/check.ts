import { operator, type Db } from '#lib/door'
import { filedIn } from './folder.ts'
import { fromRow } from './make.ts'
import { checkpointsAfter, leavesFrom } from './queries.ts'
import { checkpointHash, type Signed } from './signed.ts'
import { entriesAfter, expiredTrails, lateWaiting } from './verify-queries.ts'
import {
  chainFaults,
  checkpointWalk,
  expiryFault,
  removedChain,
  type Expired,
  type Head,
  type Heads,
  type Leaf,
  type Row,
} from './verify.ts'

export type Checked = {
  faults: string[]
  entries: number
  chains: number
  /** Chains that went by their rule. */
  expired: number
  checkpoints: number
  newest: Signed | null
  /** Entries younger than the newest checkpoint. */
  unsealed: number
  lateWaiting: number
}

/**
 * Checks the whole trail with our own arithmetic: checkpoints, those in the second place too where there is one, then every
 * chain against the heads that were signed. Checkpoints are read first, so that nothing written meanwhile looks wrong.
 */
export async function checkTrail(db: Db, publicKey: string, folder: string | null): Promise<Checked> {
  const faults: string[] = []
  const say = (fault: string) => void faults.push(fault)
  const heads: Heads = new Map()
  const filed = folder === null ? null : await walkFolder(folder, publicKey, heads, say)
  const kept = await walkDatabase(db, publicKey, heads, filed, say)
  const newest = kept.newest
  const sealedBefore = BigInt(kept.believed?.watermark ?? 0)
  const expired = await expiredBySubject(db)
  const unseen = new Set(heads.keys())
  let [entries, chains, unsealed] = [0, 0, 0]
  for await (const chain of chainsOf(db)) {
    const { subjectId } = chain[0]!
    const signed = heads.get(subjectId) ?? []
    unseen.delete(subjectId)
    entries += chain.length
    chains++
    const head = Math.max(0, ...signed.map(({ n }) => n))
    unsealed += chain.filter(({ n }) => n > head).length
    const begun = expired.get(subjectId)
    const after = begun ? signed.filter(({ n }) => n > begun.entries) : signed
    faults.push(...chainFaults(chain, after, sealedBefore, begun))
  }
  // Read anew: some may have gone by their rule while chains were read.
  const gone = await expiredBySubject(db)
  for (const subjectId of unseen) {
    const signed = heads.get(subjectId)!
    const last = gone.get(subjectId)?.entries ?? 0
    if (signed.some(({ n }) => n > last)) say(removedChain(subjectId, signed))
  }
  for (const [subjectId, end] of gone) {
    const fault = expiryFault(subjectId, heads.get(subjectId) ?? [], end)
    if (fault) say(fault)
  }
  const waiting = await db.withActor(operator, (tx) => lateWaiting.one(tx))
  return {
    faults,
    entries,
    chains,
    expired: gone.size,
    checkpoints: kept.count,
    newest,
    unsealed,
    lateWaiting: waiting?.waiting ?? 0,
  }
}

/** Every trail that went by its rule. */
async function expiredBySubject(db: Db): Promise<Map<string, Expired>> {
  const found = new Map<string, Expired>()
  for (let after = nowhere; ;) {
    const rows = await db.withActor(operator, (tx) => expiredTrails(tx, after))
    for (const { subjectId, lastHash, ...end } of rows)
      found.set(subjectId, { ...end, lastHash: lastHash.toString('hex') })
    const last = rows.at(-1)
    if (!last) return found
    after = last.subjectId
  }
}

function hold(heads: Heads, leaf: Head) {
  const known = heads.get(leaf.subjectId)
  if (!known) heads.set(leaf.subjectId, [leaf])
  else if (!known.some(({ n, hash }) => n === leaf.n && hash === leaf.hash)) known.push(leaf)
}

/** What the second place holds, by hash; its heads count as signed. */
async function walkFolder(folder: string, publicKey: string, heads: Heads, say: (fault: string) => void) {
  const filed = new Map<string, Signed>()
  const walk = checkpointWalk(publicKey, 'in the second place', say)
  for await (const { checkpoint, leaves } of filedIn(folder)) {
    const named = leaves.map(([subjectId, n, hash]) => ({ subjectId, n, hash }))
    if (!walk({ checkpoint, leaves: named })) continue
    filed.set(checkpointHash(checkpoint), checkpoint)
    for (const leaf of named) hold(heads, { ...leaf, at: checkpoint.at })
  }
  return filed
}

async function walkDatabase(
  db: Db,
  publicKey: string,
  heads: Heads,
  filed: Map<string, Signed> | null,
  say: (fault: string) => void,
) {
  const walk = checkpointWalk(publicKey, 'in the database', say)
  let [newest, believed]: [Signed | null, Signed | null] = [null, null]
  let count = 0
  const lacking = new Map(filed)
  for (let some = await page(db, null); some.length > 0; some = await page(db, newest)) {
    for (const row of some) {
      const checkpoint = fromRow(row)
      const leaves = await leavesOf(db, row)
      if (walk({ checkpoint, leaves })) {
        believed = checkpoint
        for (const leaf of leaves) hold(heads, { ...leaf, at: checkpoint.at })
      }
      lacking.delete(checkpointHash(checkpoint))
      newest = checkpoint
      count++
    }
  }
  for (const { epoch, seq, at } of lacking.values())
    say(`removed checkpoint: ${epoch}/${seq} of ${at} is in the second place and not in the database`)
  return { newest, believed, count }
}

const page = (db: Db, after: Signed | null) =>
  db.withActor(operator, (tx) => checkpointsAfter(tx, after?.epoch ?? 0, after?.seq ?? 0))

async function leavesOf(db: Db, { before, size }: { before: number; size: number }): Promise<Leaf[]> {
  const leaves: Leaf[] = []
  for (let at = before; at < size;) {
    const some = await db.withActor(operator, (tx) => leavesFrom(tx, at, size))
    for (const { subjectId, n, hash } of some) leaves.push({ subjectId, n, hash: hash.toString('hex') })
    at = (some.at(-1)?.position ?? size) + 1
  }
  return leaves
}

const nowhere = '00000000-0000-0000-0000-000000000000'

/** Every chain, one after the other. */
async function* chainsOf(db: Db): AsyncGenerator<Row[]> {
  let chain: Row[] = []
  for (;;) {
    const last = chain.at(-1)
    const rows = await db.withActor(operator, (tx) => entriesAfter(tx, last?.subjectId ?? nowhere, last?.n ?? 0))
    for (const row of rows.map(entryOf)) {
      if (chain.length > 0 && chain[0]!.subjectId !== row.subjectId) {
        yield chain
        chain = []
      }
      chain.push(row)
    }
    if (rows.length === 0) break
  }
  if (chain.length > 0) yield chain
}

type Stored = Awaited<ReturnType<typeof entriesAfter>>[number]

const entryOf = (row: Stored): Row => ({
  ...row,
  actorId: row.actorId ?? '',
  objectId: row.objectId ?? '',
  reason: row.reason ?? '',
  requestId: row.requestId ?? '',
  prev: row.prev?.toString('hex') ?? '',
  hash: row.hash.toString('hex'),
})
