import type { Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import { NotFound, type Reply, type Visit } from '#web'
import type { Acting, By, Rehoming } from './absence.ts'
import { ownProfile, type OwnProfile } from './profile.ts'

/** A request by a coach, in that coach's transaction. */
export type Turn = { tx: Tx; visit: Visit; coach: OwnProfile; by: By; acting: Acting; phone: string | null }
export type Handle = (turn: Turn) => Promise<Reply>

export type TurnPorts = {
  db: Db
  rehoming: Rehoming
  /** The programme's number now; null where there is none. */
  phone: () => string | null
}

/** Lets a handler answer a visit as the coach whose it is; nobody else finds anything. */
export type AsCoach = (handle: Handle) => (visit: Visit) => Promise<Reply>

export const actingAsCoach =
  ({ db, rehoming, phone }: TurnPorts): AsCoach =>
  (handle) =>
  (visit) =>
    db.withActor(visit.viewer.actor, async (tx) => {
      const coach = await ownProfile(tx, visit.viewer.id!)
      if (!coach) throw new NotFound()
      const by: By = { actorKind: 'coach', actorId: coach.id, requestId: visit.requestId }
      return handle({ tx, visit, coach, by, acting: { by, now: visit.now, rehoming }, phone: phone() })
    })
