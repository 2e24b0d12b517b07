import type { Db } from '#lib/door'
import type { Desk } from '#booking'
import type { Route } from '#web'
import { routesOf } from '../turn.ts'
import { showRequests } from './page.ts'

/** What waits and how soon people are offered something: for operations. */
export const requestRoutes = ({ db, desk }: { db: Db; desk: Pick<Desk, 'pathways'> }): Route[] => [
  routesOf(db, 'lead_ops').get('/team/operations/requests', showRequests(desk)),
]
