import type { Db } from '#lib/door'
import type { Route } from '#web'
import { glassRoutes } from './glass/routes.ts'
import { landingRoutes } from './landing/routes.ts'
import { revealRoutes } from './reveal/routes.ts'
import { reviewRoutes } from './review/routes.ts'

/** Every page of the room. */
export const governanceRoutes = ({ db }: { db: Db }): Route[] => [
  ...landingRoutes(db),
  ...revealRoutes(db, 'lead_ops', '/team/operations'),
  ...revealRoutes(db, 'governance', '/team/governance'),
  ...reviewRoutes(db),
  ...glassRoutes(db),
]
