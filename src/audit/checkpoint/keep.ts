import type { KeyObject } from 'node:crypto'
import { worker, type Db } from '#lib/door'
import { fileCheckpoint, newestFiled, type Filed } from './folder.ts'
import { fromRow, makeCheckpoint } from './make.ts'
import { checkpointsAfter, leavesFrom } from './queries.ts'

export type CheckpointPorts = {
  db: Db
  key: KeyObject
  /** The second place, a folder that may well lie on another machine. */
  folder: string
}

/**
 * Makes the checkpoint that is due and files in the second place all that it has not got, also those that an earlier run
 * could not write. The database comes first: what was filed is never taken back.
 */
export async function keepCheckpoints({ db, key, folder }: CheckpointPorts): Promise<void> {
  const elsewhere = await newestFiled(folder)
  for (let more = true, known = elsewhere; more; known = null)
    ({ more } = await db.withActor(worker, (tx) => makeCheckpoint(tx, { key, elsewhere: known })))
  await fileMissing(db, folder)
}

async function fileMissing(db: Db, folder: string) {
  for (;;) {
    const newest = await newestFiled(folder)
    const missing = await db.withActor(worker, (tx) => checkpointsAfter(tx, newest?.epoch ?? 0, newest?.seq ?? 0))
    for (const row of missing)
      await fileCheckpoint(folder, { checkpoint: fromRow(row), leaves: await leavesOf(db, row) })
    if (missing.length === 0) return
  }
}

/** The heads that a checkpoint was the first to hold. */
async function leavesOf(db: Db, { before, size }: { before: number; size: number }): Promise<Filed['leaves']> {
  const leaves: Filed['leaves'] = []
  while (before + leaves.length < size) {
    const some = await db.withActor(worker, (tx) => leavesFrom(tx, before + leaves.length, size))
    if (some.length === 0) throw new Error('The tree of the trail has lost leaves')
    leaves.push(...some.map(({ subjectId, n, hash }): Filed['leaves'][number] => [subjectId, n, hash.toString('hex')]))
  }
  return leaves
}
