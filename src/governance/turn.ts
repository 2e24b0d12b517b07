import type { Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import type { ActorKind } from '#audit'
import { pagesOf } from '#identity'
import { NotFound, type Layout, type Reply, type Route, type StaffRole, type Visit } from '#web'
import { ownName } from './queries.ts'

/** Who does what is done, as the trail has it. */
export type By = { actorKind: ActorKind; actorId: string; requestId: string }

/** Who is signed in, as the header says. */
export type Team = NonNullable<Layout['team']>

/** One request of somebody on staff, inside their transaction. */
export type Turn = { tx: Tx; visit: Visit; team: Team; by: By }
export type Handle = (turn: Turn) => Promise<Reply>

export const byOf = ({ viewer, requestId }: Visit): By => ({
  actorKind: viewer.kind as StaffRole,
  actorId: viewer.id!,
  requestId,
})

/** Makes routes of one role: each runs in a transaction of whoever asks, who is known by name. */
export function routesOf(db: Db, may: StaffRole) {
  const run = (handle: Handle) => (visit: Visit) =>
    db.withActor(visit.viewer.actor, async (tx) =>
      handle({ tx, visit, team: await teamOf(tx, visit), by: byOf(visit) }),
    )
  return {
    get: (path: string, handle: Handle): Route => ({ method: 'GET', path, may, handle: run(handle) }),
    post: (path: string, handle: Handle): Route => ({ method: 'POST', path, may, takes: 'form', handle: run(handle) }),
  }
}

/** What the header says of whoever asks. */
export async function teamOf(tx: Tx, { viewer }: Visit): Promise<Team> {
  const own = await ownName.one(tx, viewer.id)
  if (!own) throw new NotFound()
  return { name: own.name, pages: pagesOf(viewer.roles ?? [viewer.kind]) }
}
