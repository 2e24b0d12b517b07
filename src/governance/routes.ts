import type { Route } from '#web'
import { boardRoutes } from './board/routes.ts'
import { coachPageRoutes } from './coach-pages/routes.ts'
import { concernRoutes } from './concerns/routes.ts'
import { coverRoutes } from './cover/routes.ts'
import { dutyRoutes } from './duty/routes.ts'
import { glassRoutes } from './glass/routes.ts'
import { landingRoutes } from './landing/routes.ts'
import { plainReviewRoutes } from './plain/routes.ts'
import { programmeRoutes } from './programme/routes.ts'
import { dutyReplyRoutes } from './replies/on-duty.ts'
import { replyRoutes } from './replies/routes.ts'
import { revealRoutes } from './reveal/routes.ts'
import { reviewRoutes } from './review/routes.ts'
import { supervisionRoutes } from './supervision/routes.ts'
import { turnRoutes } from './turns/routes.ts'
import { worriedRoutes, type WorriedPorts } from './worried/routes.ts'

export type GovernancePorts = WorriedPorts

/** Every page of the room. */
export const governanceRoutes = ({ db, vault, secret, dutyPhone, log }: GovernancePorts): Route[] => [
  ...landingRoutes(db),
  ...boardRoutes(db),
  ...coverRoutes(db),
  ...coachPageRoutes(db),
  ...replyRoutes({ db, vault }),
  ...dutyReplyRoutes({ db, vault }),
  ...revealRoutes({ db, vault }, 'lead_ops', '/team/operations'),
  ...revealRoutes({ db, vault }, 'governance', '/team/governance'),
  ...programmeRoutes(db),
  ...plainReviewRoutes(db),
  ...reviewRoutes(db),
  ...turnRoutes(db),
  ...supervisionRoutes(db),
  ...glassRoutes({ db, vault }),
  ...dutyRoutes({ db, vault, secret }),
  ...concernRoutes({ db, vault, secret }),
  ...worriedRoutes({ db, vault, secret, dutyPhone, log }),
]
