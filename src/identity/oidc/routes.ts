import { page, seeOther, type Reply, type Route, type Visit } from '#web'
import { browserOf } from '../browser.ts'
import { awayPage } from '../pages/away.ts'
import type { SignInPorts } from '../ports.ts'
import { mayAskAgain } from '../questions/network.ts'
import { putQuestion, takeAnswer, type QuestionKind } from '../questions/questions.ts'
import { arrive } from '../staff-arrival.ts'
import { refusedSignIn, tooMany } from '../sign-in-page.ts'
import { linkHere } from './link.ts'
import type { Somebody } from './provider.ts'
import { useOidcLink } from './queries.ts'
import { backPath, tripOf } from './trip.ts'

/** To the organisation's own sign-in and back. */
export const oidcRoutes = (ports: SignInPorts): Route[] =>
  ports.oidc === null
    ? []
    : [
        {
          method: 'POST',
          path: '/team/sign-in/oidc',
          may: 'anyone',
          takes: 'form',
          powers: ['publickey-credentials-get'],
          handle: (visit) => goAway(ports, visit, 'oidc-in', '/team/sign-in'),
        },
        {
          method: 'GET',
          path: backPath,
          may: 'anyone',
          powers: ['publickey-credentials-get'],
          handle: (visit) => comeBack(ports, visit),
        },
      ]

/** Sends somebody to the organisation's sign-in, with a question that only this browser can bring the answer to. */
export async function goAway(ports: SignInPorts, visit: Visit, kind: QuestionKind, back: string): Promise<Reply> {
  const { db, codeKey, oidc } = ports
  const { actor, cookies } = browserOf(visit)
  const state = await db.withActor(actor, async (tx) => {
    const few = await mayAskAgain(tx, codeKey, { what: 'question', address: visit.address })
    return few ? putQuestion(tx, kind) : null
  })
  if (state === null) return tooMany(ports)
  const url = await oidc!.begin(tripOf(codeKey, state))
  if (url === null)
    return refusedSignIn(ports, `${oidc!.name} cannot be reached just now. Try again, or use another way`)
  return page(awayPage({ name: oidc!.name, url, back }), { cookies })
}

async function comeBack(ports: SignInPorts, visit: Visit): Promise<Reply> {
  const { db, codeKey, oidc } = ports
  const { actor } = browserOf(visit)
  const state = visit.query['state'] ?? ''
  const kind = await db.withActor(actor, async (tx) => {
    for (const each of ['oidc-in', 'oidc-link'] as const) if (await takeAnswer(tx, each, state)) return each
    return null
  })
  const url = `${ports.origin}${backPath}?${new URLSearchParams(visit.query).toString()}`
  const whole = kind !== null && visit.repeated.length === 0
  const who: Somebody | null = whole ? await oidc!.finish(url, tripOf(codeKey, state)) : null
  if (!who) return refusedSignIn(ports)
  if (kind === 'oidc-link') return linkHere(ports, visit, who)
  const found = await db.withActor(actor, (tx) => useOidcLink.one(tx, who.issuer, who.subject))
  if (!found?.staffId) return refusedSignIn(ports)
  const { cookie, path } = await arrive(db, visit, { staffId: found.staffId, level: 2 })
  return seeOther(path, [cookie])
}
