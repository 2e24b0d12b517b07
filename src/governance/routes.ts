import type { Route } from '#web'
import { concernRoutes } from './concerns/routes.ts'
import { dutyRoutes, type DutyPorts } from './duty/routes.ts'
import { glassRoutes } from './glass/routes.ts'
import { landingRoutes } from './landing/routes.ts'
import { revealRoutes } from './reveal/routes.ts'
import { reviewRoutes } from './review/routes.ts'

export type GovernancePorts = DutyPorts

/** Every page of the room. */
export const governanceRoutes = ({ db, vault, secret }: GovernancePorts): Route[] => [
  ...landingRoutes(db),
  ...revealRoutes({ db, vault }, 'lead_ops', '/team/operations'),
  ...revealRoutes({ db, vault }, 'governance', '/team/governance'),
  ...reviewRoutes(db),
  ...glassRoutes({ db, vault }),
  ...dutyRoutes({ db, vault, secret }),
  ...concernRoutes({ db, vault, secret }),
]
