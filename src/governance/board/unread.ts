import type { Clock } from '#lib/clock'
import { worker, type Db } from '#lib/door'
import { html, type Piece } from '#lib/html'
import type { Tx } from '#lib/sql'
import { whenWords } from '#lib/time'
import { staffAddress, staffInRole } from '#identity'
import { answersRead, isUnread, tellUnread } from '#mailbox'
import { plan, stopped, type Renderer } from '#notifications'

const kind = 'staff-unread'

/** Mails operations, once an outage, that answers were not read for an hour. */
export const mailUnread = ({ db, clock }: { db: Db; clock: Clock }): Promise<void> =>
  db.withActor(worker, async (tx) => {
    const found = await tellUnread.one(tx)
    if (!found) return
    const leads = await staffInRole(tx, 'lead_ops')
    const message = { kind, recipient: 'address', channel: 'email', dueAt: clock() } as const
    await plan(
      tx,
      leads.map(({ id }) => ({ ...message, subjectId: id, subjectSequence: found.outage })),
    )
  })

/** Says that something has stopped, while it has; what, stands on the page alone. */
export const unreadRenderers = (origin: string): Record<string, Renderer> => ({
  [kind]: async (tx, { subjectId, subjectSequence }) => {
    const somebody = (await isUnread.one(tx, subjectSequence))!.yes ? await staffAddress.one(tx, subjectId) : undefined
    return somebody ? { channel: 'email', to: somebody.email, ...stopped({ link: `${origin}/team/operations` }) } : null
  },
})

/** Says when answers were last read, where that was more than 15 minutes ago. */
export async function unreadLine(tx: Tx, now: Temporal.Instant): Promise<Piece> {
  const read = await answersRead.one(tx)
  if (!read || now.since(read.readAt).total('minutes') <= 15) return null
  const when = whenWords(read.readAt, now)
  return html`<p>
    <strong>${read.ever ? html`Answers were last read ${when}.` : html`Answers have not been read yet. First try: ${when}.`}</strong>
    What people write, and mail that comes back, waits unseen: tell whoever looks after the product.
  </p>`
}
