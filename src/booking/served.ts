import type { Route } from '#web'
import type { Desk } from './behalf/desk.ts'
import type { RoomPorts } from './ports.ts'

/** The room's routes, read when they are asked for: a process that serves no pages does without what they are made of. */
export const bookingRoutes = async (ports: RoomPorts): Promise<Route[]> =>
  (await import('./routes.ts')).bookingRoutes(ports)

/** What whoever takes calls can do; read when it is asked for, as the pages are. */
export const openDesk = async (ports: RoomPorts): Promise<Desk> => (await import('./behalf/desk.ts')).openDesk(ports)
