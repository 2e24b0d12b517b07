import { record } from '#audit'
import { isUuid } from '#lib/text'
import { civilDate } from '#lib/time'
import { field, NotFound, seeOther, type Reply, type Visit } from '#web'
import type { RecordPorts } from '../ports.ts'
import { decideReview } from '../queries.ts'
import { isReviewed, type Reviewed } from '../retention-rules.ts'
import type { Office } from './page.ts'

/** Who does what is done here, as the trail has it. */
export const by = ({ viewer, requestId }: Visit) => ({
  actorKind: 'governance' as const,
  actorId: viewer.id,
  requestId,
})

const subjects: Record<Reviewed, string> = {
  escalation_safeguarding: 'concern',
  data_protection_complaint: 'complaint',
  coach_file: 'coach',
}

/** Somebody has looked at a record whose time is over: it is destroyed, or kept for another year with a reason. */
export async function reviewOne(
  { db }: RecordPorts,
  visit: Visit,
  again: (more: Partial<Office>) => Promise<Reply>,
): Promise<Reply> {
  const { kind = '', id = '' } = visit.params
  if (!isReviewed(kind) || !isUuid(id)) throw new NotFound()
  const [isKept, reason] = [field(visit, 'done') === 'kept', field(visit, 'reason')]
  if (isKept && (reason.length < 20 || reason.length > 1_000))
    return again({ keeping: { id, reason }, wrong: { [`reason-${id}`]: 'Say the reason in 20 to 1,000 characters' } })
  const until = isKept ? civilDate(visit.now).add({ years: 1 }) : null
  await db.withActor(visit.viewer.actor, async (tx) => {
    const decided = await decideReview.one(tx, kind, id, until, isKept ? reason : null)
    if (!decided?.done) throw new NotFound()
    const verb = isKept ? 'retention.kept' : 'retention.destroyed'
    await record(tx, { ...by(visit), verb, subjectKind: subjects[kind], subjectId: id })
  })
  return seeOther('/team/privacy')
}
