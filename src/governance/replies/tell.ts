import type { Clock } from '#lib/clock'
import { worker, type Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import { tellReply } from '#booking'
import { staffAddress, staffInRole } from '#identity'
import { plan, toLookAtNow, type Renderer } from '#notifications'
import { hasTurnNow, isNumberOpen } from './queries.ts'

/** To whom it is told, at once and while nobody has seen to it half an hour later. */
const kinds = {
  operations: ['reply-now', 'reply-still'],
  duty: ['reply-now-duty', 'reply-still-duty'],
} as const
/** Where so many were told in half an hour, theirs stands for the next: anybody can send what has to be looked at. */
const most = 20

/**
 * Tells operations, and whoever has the duty, of replies that somebody has to look at now; where nobody has it, every duty lead. What was said
 * stands on the page alone.
 */
export const tellOfReplies =
  ({ db, clock }: { db: Db; clock: Clock }) =>
  async (replyIds: readonly string[]): Promise<void> => {
    for (const id of replyIds)
      await db.withActor(worker, async (tx) => {
        const found = await tellReply.one(tx, id, most)
        if (!found) return
        const people = {
          operations: (await staffInRole(tx, 'lead_ops')).map((one) => one.id),
          duty: await onDutyNow(tx),
        }
        const now = clock()
        await plan(
          tx,
          (['operations', 'duty'] as const).flatMap((who) =>
            people[who].flatMap((subjectId) =>
              kinds[who].map((kind, i) => ({
                kind,
                subjectId,
                subjectSequence: found.number,
                recipient: 'address' as const,
                channel: 'email' as const,
                dueAt: now.add({ minutes: 30 * i }),
              })),
            ),
          ),
        )
      })
  }

async function onDutyNow(tx: Tx): Promise<string[]> {
  const turns = await hasTurnNow(tx)
  return (turns.length > 0 ? turns : await staffInRole(tx, 'duty_lead')).map(({ id }) => id)
}

/** Says that there is something to look at, while there is. */
export const replyRenderers = (origin: string): Record<string, Renderer> => {
  const renderer =
    (path: string): Renderer =>
    async (tx, { subjectId, subjectSequence }) => {
      const open = (await isNumberOpen.one(tx, subjectSequence))!.yes
      const somebody = open ? await staffAddress.one(tx, subjectId) : undefined
      return somebody ? { channel: 'email', to: somebody.email, ...toLookAtNow({ link: `${origin}${path}` }) } : null
    }
  return {
    ...Object.fromEntries(kinds.operations.map((kind) => [kind, renderer('/team/operations/replies')])),
    ...Object.fromEntries(kinds.duty.map((kind) => [kind, renderer('/team/duty')])),
  }
}
