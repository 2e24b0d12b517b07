import type { Route } from '#web'
import { acknowledgeRoutes } from './acknowledge/routes.ts'
import { api } from './api/routes.ts'
import { publicCoachRoutes } from './coaches/routes.ts'
import { feedRoute } from './feed.ts'
import { journey } from './journey/routes.ts'
import { mine } from './mine/routes.ts'
import type { RoomPorts } from './ports.ts'
import { startRoute } from './start.ts'
import { teamRoutes } from './team/routes.ts'
import { visitRoutes } from './visit.ts'

/** Every page and call of the room. */
export const bookingRoutes = (ports: RoomPorts): Route[] => [
  startRoute(ports),
  ...journey(ports),
  ...publicCoachRoutes(ports),
  ...mine(ports),
  ...visitRoutes(ports),
  ...acknowledgeRoutes(ports),
  ...teamRoutes(ports),
  feedRoute(ports),
  ...api(ports),
]
