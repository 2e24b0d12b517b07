import type { By } from '#audit'
import { pagesOf, roleOf } from '#identity'
import { signedIn, type Actor, type Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import { NotFound, type Layout, type Reply, type StaffRole, type Visit } from '#web'
import { nameOf } from './queries.ts'

/** Who looks after people: of somebody's roles the first of these acts. */
const keepers = ['governance', 'lead_ops', 'partner_rota'] as const satisfies readonly StaffRole[]
export type Keeper = (typeof keepers)[number]

/** One request of somebody who looks after people, in the transaction of the role that they act in. */
export type Acting = {
  tx: Tx
  visit: Visit
  me: string
  role: Keeper
  by: By
  /** Whether they may invite and change; a provider's rota manager looks, and asks for somebody to be let in again. */
  keeps: boolean
  team: NonNullable<Layout['team']>
}

/** A handler for those who look after people; for everybody else there is nothing here. */
export const asKeeper = (db: Db, work: (acting: Acting) => Promise<Reply>) => async (visit: Visit) => {
  const { viewer } = visit
  const role = keepers.find((each) => viewer.roles?.includes(each))
  if (!role || !viewer.id) throw new NotFound()
  const me = viewer.id
  return db.withActor(actorAs(role, viewer.actor, me), async (tx) => {
    const team = { name: (await nameOf.one(tx, me))?.name ?? '', pages: pagesOf(viewer.roles ?? []) }
    return work({ tx, visit, me, role, by: { kind: role, id: me }, keeps: role !== 'partner_rota', team })
  })
}

const actorAs = (role: Keeper, { claim }: Actor, account: string): Actor =>
  signedIn({ role: roleOf[role], token: (claim ?? '').replace(/^session:/, ''), account })
