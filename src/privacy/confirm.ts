import { enrolmentOf, givePassphrase } from '#identity'
import { field, page, seeOther, type Reply, type Route, type Visit } from '#web'
import { confirmPage } from './pages/confirm.ts'
import { askingOf } from './asking.ts'
import type { PrivacyPorts } from './ports.ts'

const tooMany = 'You have tried too often. Wait 15 minutes, then try again'
const wrong = 'That is not your passphrase'

const powers = ['publickey-credentials-get'] as const

/** Asking for the passphrase, before a page that a code alone does not open. */
export const confirmRoutes = (ports: PrivacyPorts): Route[] => [
  {
    method: 'GET',
    path: '/you/confirm',
    may: 'client',
    level: 'code',
    powers,
    handle: (visit) => ask(ports, visit, {}),
  },
  {
    method: 'POST',
    path: '/you/confirm',
    may: 'client',
    level: 'code',
    takes: 'form',
    powers,
    handle: (visit) => confirm(ports, visit),
  },
]

async function ask({ db }: PrivacyPorts, visit: Visit, { error, status = 200 }: { error?: string; status?: number }) {
  const { passphrase, passkeys } = await db.withActor(visit.viewer.actor, enrolmentOf)
  return page(confirmPage({ passphrase, passkeys: passkeys > 0, next: nextOf(visit), error }), { status })
}

async function confirm(ports: PrivacyPorts, visit: Visit): Promise<Reply> {
  const given = await givePassphrase(askingOf(ports, visit), field(visit, 'passphrase').slice(0, 1_000))
  if (given.kind === 'right') return seeOther(nextOf(visit), [given.cookie])
  if (given.kind === 'wrong') return ask(ports, visit, { error: wrong, status: 422 })
  return { ...(await ask(ports, visit, { error: tooMany, status: 429 })), headers: { 'retry-after': '900' } }
}

/** Where to go on: one of these pages by its words alone, never anything else that an address may say. */
function nextOf({ query, form }: Visit): string {
  const asked = form['next']?.[0] ?? query['next'] ?? ''
  return /^\/you(\/[a-z-]{1,30}){0,3}$/.test(asked) ? asked : '/you'
}
