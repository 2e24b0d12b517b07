import type { Route } from '#web'
import { complaintRoutes } from './complaint/routes.ts'
import { deletionRoutes } from './deletion/routes.ts'
import { evaluationRoutes } from './evaluation/routes.ts'
import { heldRoutes } from './held/routes.ts'
import { officeRoutes } from './office/routes.ts'
import type { RecordPorts } from './ports.ts'

/** What people may do with what is held about them, and governance's work about it. */
export const recordRoutes = (ports: RecordPorts): Route[] => [
  ...heldRoutes(ports),
  ...deletionRoutes(ports),
  ...evaluationRoutes(ports),
  ...complaintRoutes(ports),
  ...officeRoutes(ports),
]
