import type { Tx } from '#lib/sql'
import { record } from '#audit'
import { sayTextsAtAnyTime, textsAtAnyTime } from './queries.ts'

/** Whether texts about the appointments ahead of the client who asks come at night, too; null where no text goes to any of them. */
export const atAnyTime = async (tx: Tx): Promise<boolean | null> => (await textsAtAnyTime.one(tx))!.yes

/** The client who asks says so anew: their reminders still to come move with it. */
export async function sayAtAnyTime(tx: Tx, yes: boolean, requestId: string): Promise<void> {
  for (const { id } of await sayTextsAtAnyTime(tx, yes))
    await record(tx, {
      verb: 'reminders.night-chosen',
      subjectKind: 'booking',
      subjectId: id,
      actorKind: 'client',
      requestId,
    })
}
