import { seeOther, type Route } from '#web'
import type { RoomPorts } from '../ports.ts'
import { aboutWorkRoutes, workplacesRoute } from './about-work.ts'
import { checkRoutes } from './check.ts'
import { chooseCoachRoutes } from './choose-coach.ts'
import { coachRoutes } from './coach.ts'
import { contactRoutes } from './contact.ts'
import { journeyRoutes } from './context.ts'
import { howRoutes } from './how.ts'
import { noneSuitRoutes } from './none-suit.ts'
import { preferencesRoutes } from './preferences.ts'
import { timeRoutes } from './time.ts'
import { topicRoutes } from './topic.ts'

/** The client's journey: one question a page, in the order in which they are asked. */
export function journey(ports: RoomPorts): Route[] {
  const make = journeyRoutes(ports)
  return [
    { method: 'GET', path: '/book', may: 'anyone', handle: async () => seeOther('/book/topic') },
    ...topicRoutes(make),
    ...coachRoutes(make),
    ...chooseCoachRoutes(make),
    ...preferencesRoutes(make),
    ...howRoutes(make),
    ...timeRoutes(make),
    ...noneSuitRoutes(make),
    ...contactRoutes(make),
    ...aboutWorkRoutes(make),
    workplacesRoute(ports),
    ...checkRoutes(make),
  ]
}
