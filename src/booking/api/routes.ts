import type { Route } from '#web'
import type { RoomPorts } from '../ports.ts'
import { availabilityCall, servicesCall } from './availability.ts'
import { bookCall, calendarCall, cancelCall, moveCall, readCall } from './bookings.ts'
import { holdCall, releaseCall } from './holds.ts'
import { openapiRoutes } from './openapi.ts'

/** The JSON API: the same verbs and the same guarantees as the pages. */
export const api = (ports: RoomPorts): Route[] => [
  ...openapiRoutes(ports.baseUrl),
  ...[
    servicesCall,
    availabilityCall,
    holdCall,
    releaseCall,
    bookCall,
    readCall,
    calendarCall,
    moveCall,
    cancelCall,
  ].map((call) => call(ports)),
]
