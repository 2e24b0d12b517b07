import type { Route } from '#web'
import type { RoomPorts } from './ports.ts'

/** The room's routes, read when they are asked for: a process that serves no pages does without what they are made of. */
export const bookingRoutes = async (ports: RoomPorts): Promise<Route[]> =>
  (await import('./routes.ts')).bookingRoutes(ports)
