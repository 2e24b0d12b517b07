import { field, page, seeOther, type Reply, type Route, type Visit } from '#web'
import { isUuid } from '#lib/text'
import { goAway } from '../oidc/routes.ts'
import { enrol, questionToCreate } from '../passkeys/enrol.ts'
import type { SignInPorts } from '../ports.ts'
import { sessionActor } from '../staff-arrival.ts'
import { recordOwn, teamCookie } from '../staff-session.ts'
import { accountPage } from './page.ts'
import { endMySessions, endWayIn } from './queries.ts'
import { accountOf } from './view.ts'

const account = '/team/account'
const powers = ['publickey-credentials-create', 'publickey-credentials-get'] as const

/** The page of one's own account: ways to sign in, sessions, and the end of all of them. */
export const accountRoutes = (ports: SignInPorts): Route[] => [
  { method: 'GET', path: account, may: 'staff', level: 'code', powers, handle: (visit) => show(ports, visit) },
  {
    method: 'POST',
    path: `${account}/sign-out`,
    may: 'staff',
    level: 'code',
    takes: 'form',
    handle: (visit) => signOutEverywhere(ports, visit),
  },
  {
    method: 'POST',
    path: `${account}/passkey/ask`,
    may: 'staff',
    takes: 'form',
    handle: (visit) => questionToCreate(ports, visit, sessionActor(visit)!),
  },
  {
    method: 'POST',
    path: `${account}/passkey`,
    may: 'staff',
    takes: 'form',
    powers,
    handle: (visit) => add(ports, visit),
  },
  {
    method: 'POST',
    path: `${account}/ways-in/:id/end`,
    may: 'staff',
    takes: 'form',
    powers,
    handle: (visit) => remove(ports, visit),
  },
  ...(ports.oidc === null
    ? []
    : [
        {
          method: 'POST',
          path: `${account}/oidc`,
          may: 'staff',
          takes: 'form',
          handle: (visit: Visit) => goAway(ports, visit, 'oidc-link', account),
        } satisfies Route,
      ]),
]

async function show(ports: SignInPorts, visit: Visit, error?: string): Promise<Reply> {
  const shown = await ports.db.withActor(sessionActor(visit)!, (tx) => accountOf(tx, ports, visit))
  return page(accountPage({ ...shown, error }), { status: error === undefined ? 200 : 422 })
}

async function signOutEverywhere({ db }: SignInPorts, visit: Visit): Promise<Reply> {
  await db.withActor(sessionActor(visit)!, async (tx) => {
    const { requestId, viewer } = visit
    await recordOwn(tx, { verb: 'team.signed-out-everywhere', staffId: viewer.id!, requestId })
    await endMySessions(tx)
  })
  return seeOther('/team/sign-in', [{ name: teamCookie, value: null }])
}

async function add(ports: SignInPorts, visit: Visit): Promise<Reply> {
  const added = await enrol(ports, visit, sessionActor(visit)!, field(visit, 'credential'))
  return added ? seeOther(account) : show(ports, visit, 'That passkey could not be added. Try again')
}

async function remove(ports: SignInPorts, visit: Visit): Promise<Reply> {
  const id = visit.params['id'] ?? ''
  const ended = await ports.db.withActor(sessionActor(visit)!, async (tx) => {
    if (!isUuid(id) || !(await endWayIn.one(tx, id))!.ended) return false
    const { requestId, viewer } = visit
    await recordOwn(tx, { verb: 'team.way-in-removed', staffId: viewer.id!, objectId: id, requestId })
    return true
  })
  return ended ? seeOther(account) : show(ports, visit, 'That could not be removed. You need one way to sign in')
}
