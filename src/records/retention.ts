import { record } from '#audit'
import { worker, type Db } from '#lib/door'
import type { JobLog } from '#jobs'
import type { RecordPorts } from './ports.ts'
import { clientsPast, eraseClient, insertDestruction, namesToErase } from './queries.ts'
import { rules } from './retention-rules.ts'

const mostAtOnce = 500

export type RetentionPorts = { db: Db; log: JobLog; erase: RecordPorts['erase'] }

/**
 * Destroys what has been kept for as long as its rule says. A client whom nobody has seen for so long is erased as if they
 * had asked: goals, contacts and the names on bookings go together. What was destroyed is counted in the same transaction.
 */
export async function destroyPast({ db, erase, log }: RetentionPorts): Promise<number> {
  const { months, name } = rules.client
  const past = await db.withActor(worker, (tx) => clientsPast(tx, months, mostAtOnce))
  let gone = 0
  for (const { id } of past)
    await erase(id, (alsoSay) =>
      db.withActor(worker, async (tx) => {
        await alsoSay(tx, await namesToErase(tx, id))
        if (!(await eraseClient.one(tx, id))?.erased) return
        await record(tx, { verb: 'record.expired', subjectKind: 'client', subjectId: id, actorKind: 'worker' })
        await insertDestruction(tx, 'clients', name, 1)
        gone++
      }),
    )
  for (const { kind, name: rule, sweep } of rules.sweeps) {
    const count = await db.withActor(worker, async (tx) => {
      const found = (await sweep.one(tx))?.gone ?? 0
      if (found > 0) await insertDestruction(tx, kind, rule, found)
      return found
    })
    gone += count
  }
  if (gone > 0) log('records.destroyed', { count: gone })
  return gone
}
