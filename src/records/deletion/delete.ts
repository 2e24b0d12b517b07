import { endOf, record, type Entry } from '#audit'
import type { Actor } from '#lib/door'
import type { RecordPorts } from '../ports.ts'
import { eraseClient, myCoachesAhead, myHold, namesToErase } from '../queries.ts'

export type Receipt = {
  kind: 'deleted'
  at: Temporal.Instant
  /** The end of the chain of what was done with the record. Its last entry is the deletion itself. */
  end: readonly Entry[]
}
export type NotDeleted = { kind: 'held'; reviewOn: string }

/** Deletes all that is held about the client who asks, and says what proves it; or that a legal hold stands in the way. */
export async function deleteRecord(
  { db, clock, erase, freed }: RecordPorts,
  actor: Actor,
  requestId: string,
): Promise<Receipt | NotDeleted> {
  const clientId = actor.account!
  // Asked before anything is written to the ledger: a line there is kept for ever.
  const held = await db.withActor(actor, (tx) => myHold.one(tx, clientId))
  if (held) return { kind: 'held', reviewOn: held.reviewOn }
  const done = await erase(clientId, (alsoSay) =>
    db.withActor(actor, async (tx) => {
      const coaches = await myCoachesAhead(tx, clientId)
      await record(tx, {
        verb: 'record.deleted',
        subjectKind: 'client',
        subjectId: clientId,
        actorKind: 'client',
        requestId,
      })
      const end = await endOf(tx, clientId)
      await alsoSay(tx, await namesToErase(tx, clientId))
      await eraseClient(tx, clientId)
      return { coachIds: coaches.map(({ coachId }) => coachId), end }
    }),
  )
  await freed(done.coachIds)
  return { kind: 'deleted', at: clock(), end: done.end }
}
