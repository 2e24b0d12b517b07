import { signInRoutes } from '#identity'
import type { Route } from '#web'
import { portsOf, type PeopleSettings } from './ports.ts'

/** Everything of people of staff: their ways in, and the pages of those who look after who may come in. */
export function peopleRoutes(settings: PeopleSettings): Route[] {
  const ports = portsOf(settings)
  return [...signInRoutes(ports)]
}
