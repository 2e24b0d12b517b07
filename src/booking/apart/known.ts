import { record } from '#audit'
import { isUuid } from '#lib/text'
import { NotFound, seeOther, type Route } from '#web'
import type { RoomPorts } from '../ports.ts'
import { leftBefore, sayKnown } from './queries.ts'

/**
 * A coach knows whom a session is with, and gives no reason. It goes to another coach as if they were away; they see
 * nothing more of that person, who is told no more than that, and are never offered to them again.
 */
export const knownRoute = ({ db, availability }: Pick<RoomPorts, 'db' | 'availability'>): Route => ({
  method: 'POST',
  path: '/team/sessions/:id/known',
  may: 'coach',
  level: 'code',
  takes: 'form',
  handle: async ({ params, viewer, requestId }) => {
    const id = params['id'] ?? ''
    if (!isUuid(id)) throw new NotFound()
    await db.withActor(viewer.actor, async (tx) => {
      if (!(await sayKnown.one(tx, id))!.said) {
        // Pressed twice: it is done.
        if ((await leftBefore.one(tx, id, viewer.id))!.yes) return
        throw new NotFound()
      }
      // With the coach, as an absence is, and without the session: in the session's own trail illness leaves nothing either.
      await record(tx, {
        verb: 'coach.session-left',
        subjectKind: 'coach',
        subjectId: viewer.id!,
        actorKind: 'coach',
        actorId: viewer.id,
        requestId,
      })
    })
    await availability.refresh([viewer.id!])
    return seeOther('/team/today')
  },
})
