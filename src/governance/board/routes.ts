import type { Db } from '#lib/door'
import { html } from '#lib/html'
import type { Route } from '#web'
import { routesOf } from '../turn.ts'
import { showRecovery } from './recovery.ts'
import { finish, showTask, showTasks, take, tasksHome } from './tasks.ts'

/** What is to be done, and what became of sessions whose coach is away: for operations. */
export function boardRoutes(db: Db): Route[] {
  const { get, post } = routesOf(db, 'lead_ops')
  const toSession = ({ bookingId, reference }: { bookingId: string; reference: string }) =>
    html`<a href="/team/operations/sessions/${bookingId}">${reference}</a>`
  const toCover = ({ bookingId, reference }: { bookingId: string; reference: string }) =>
    html`<a href="/team/operations/sessions/${bookingId}/cover">Find cover<span class="nhsuk-u-visually-hidden">: ${reference}</span></a>`
  return [
    get('/team/operations/recovery', showRecovery({ back: '/team/operations', toSession, toCover })),
    get(tasksHome, showTasks),
    get(`${tasksHome}/:id`, (turn) => showTask(turn)),
    post(`${tasksHome}/:id`, finish),
    post(`${tasksHome}/:id/take`, take),
  ]
}
