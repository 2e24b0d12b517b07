import type { Clock } from '#lib/clock'
import { worker, type Db } from '#lib/door'
import { staffAddress, staffInRole } from '#identity'
import { plan, unanswered, type Renderer } from '#notifications'
import { alertOverdue, isOpenTask } from '#tasks'

const kind = 'staff-overdue'

/** Alerts operations of each task that is overdue, once: they are mailed to look at the list. */
export const mailOverdue = ({ db, clock }: { db: Db; clock: Clock }): Promise<void> =>
  db.withActor(worker, async (tx) => {
    const overdue = await alertOverdue(tx)
    if (overdue.length === 0) return
    const leads = await staffInRole(tx, 'lead_ops')
    const message = { kind, recipient: 'address', channel: 'email', dueAt: clock() } as const
    await plan(
      tx,
      overdue.flatMap(({ number }) => leads.map(({ id }) => ({ ...message, subjectId: id, subjectSequence: number }))),
    )
  })

/** Says that there is something to look at, while there is; what, stands on the page alone. */
export const overdueRenderers = (origin: string): Record<string, Renderer> => ({
  [kind]: async (tx, { subjectId, subjectSequence }) => {
    const open = (await isOpenTask.one(tx, subjectSequence))!.yes
    const somebody = open ? await staffAddress.one(tx, subjectId) : undefined
    return somebody
      ? { channel: 'email', to: somebody.email, ...unanswered({ link: `${origin}/team/operations/tasks` }) }
      : null
  },
})
