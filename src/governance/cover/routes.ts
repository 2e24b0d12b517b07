import type { Db } from '#lib/door'
import type { Route } from '#web'
import { routesOf } from '../turn.ts'
import { askCover, give, letGo, showCover } from './operations.ts'
import { covers, recovery } from './paths.ts'
import { askProviderCover, giveProviderCover, showProviderCover, showProviderRecovery } from './rota.ts'

const session = '/team/operations/sessions/:id/cover'

/** Cover: by the lead of any session, by a provider's rota of its own coaches'. */
export function coverRoutes(db: Db): Route[] {
  const [lead, rota] = [routesOf(db, 'lead_ops'), routesOf(db, 'partner_rota')]
  return [
    lead.get(session, (turn) => showCover(turn)),
    lead.post(session, askCover),
    lead.post(`${session}/give/:coach`, give),
    lead.post(`${session}/instead`, letGo),
    rota.get(recovery, showProviderRecovery),
    rota.post(`${covers}/ask/:coach/:at`, askProviderCover),
    rota.get(`${covers}/:id`, showProviderCover),
    rota.post(`${covers}/:id/give/:coach`, giveProviderCover),
  ]
}
