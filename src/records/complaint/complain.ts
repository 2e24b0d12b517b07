import { record } from '#audit'
import { anyone } from '#lib/door'
import { civilDate, startOfDay } from '#lib/time'
import { makeReference } from '#booking'
import { plan } from '#notifications'
import { seal } from '#vault'
import type { RecordPorts } from '../ports.ts'
import { closedDays, insertComplaint, keepComplaintKeys } from '../queries.ts'
import { complaintCell, complaintReceived } from './render.ts'
import { acknowledgeDays, afterWorkingDays, answerDays } from './rules.ts'

export type Complained = { reference: string; acknowledgeBy: Temporal.PlainDate; answerBy: Temporal.PlainDate }

/**
 * Keeps a complaint, sealed under keys of its own, and starts its clock. Without an address nobody can be answered. The same
 * id again keeps nothing more and gives what was promised.
 */
export async function complain(
  { db, clock, vault }: Pick<RecordPorts, 'db' | 'clock' | 'vault'>,
  { id, words, email }: { id: string; words: string; email: string | null },
  requestId: string,
): Promise<Complained> {
  const [reference, now] = [makeReference(), clock()]
  const ofWords = await vault.make(id, 'case')
  const ofEmail = email === null ? null : await vault.make(id, 'contact')
  const today = civilDate(now)
  return db.withActor(anyone, async (tx) => {
    const rows = await closedDays(tx, startOfDay(today), startOfDay(today.add({ days: 60 })))
    const closed = new Set(rows.map(({ day }) => day))
    const acknowledgeBy = afterWorkingDays(today, acknowledgeDays, closed)
    const answerBy = afterWorkingDays(today, answerDays, closed)
    const { kekId, wrapped } = ofWords.wrapped
    const kept = await keepComplaintKeys.one(tx, id, kekId, wrapped, ofEmail?.wrapped.wrapped ?? null)
    if (kept)
      return {
        reference: kept.reference,
        acknowledgeBy: Temporal.PlainDate.from(kept.acknowledgeBy),
        answerBy: Temporal.PlainDate.from(kept.answerBy),
      }
    await insertComplaint(
      tx,
      id,
      reference,
      now,
      acknowledgeBy,
      answerBy,
      seal(ofWords.key, complaintCell(id, 'words'), words),
      ofEmail && email !== null ? seal(ofEmail.key, complaintCell(id, 'email'), email) : null,
    )
    if (ofEmail)
      await plan(tx, [
        {
          kind: complaintReceived,
          subjectId: id,
          subjectSequence: 0,
          recipient: 'address',
          channel: 'email',
          dueAt: now,
        },
      ])
    await record(tx, {
      verb: 'complaint.made',
      subjectKind: 'complaint',
      subjectId: id,
      actorKind: 'client',
      requestId,
    })
    return { reference, acknowledgeBy, answerBy }
  })
}
