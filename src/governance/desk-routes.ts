import type { Db } from '#lib/door'
import type { Desk } from '#booking'
import type { Route } from '#web'
import { behalfRoutes } from './behalf/routes.ts'
import { requestRoutes } from './requests/routes.ts'

/** The pages of operations that stand on the engine itself: booking for callers, and how soon there is something free. */
export const deskRoutes = (ports: { db: Db; desk: Desk }): Route[] => [...behalfRoutes(ports), ...requestRoutes(ports)]
