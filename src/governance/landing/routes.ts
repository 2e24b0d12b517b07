import type { Db } from '#lib/door'
import type { Route } from '#web'
import { routesOf } from '../turn.ts'
import { showGovernance } from './governance.ts'
import { goHome } from './home.ts'
import { showOperations } from './operations.ts'
import { showRota } from './rota.ts'
import { showSupervision } from './supervisor.ts'
import { showSystem } from './system.ts'

/** The first page of each role. */
export const landingRoutes = (db: Db): Route[] => [
  { method: 'GET', path: '/team', may: 'staff', level: 'code', handle: goHome },
  routesOf(db, 'supervisor').get('/team/supervisor', showSupervision),
  routesOf(db, 'partner_rota').get('/team/rota', showRota),
  routesOf(db, 'lead_ops').get('/team/operations', showOperations),
  routesOf(db, 'governance').get('/team/governance', (turn) => showGovernance(turn)),
  routesOf(db, 'sysadmin').get('/team/system', showSystem),
]
