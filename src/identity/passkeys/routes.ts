import { field, seeOther, type Reply, type Route, type Visit } from '#web'
import { browserOf } from '../browser.ts'
import type { SignInPorts } from '../ports.ts'
import { mayAskAgain } from '../questions/network.ts'
import { putQuestion } from '../questions/questions.ts'
import { refusedSignIn } from '../sign-in-page.ts'
import { arrive } from '../staff-arrival.ts'
import { askToUse } from './ceremony.ts'
import { provedBy } from './use.ts'

/** Signing in with a passkey: the question that a script fetches, and the answer that the form brings. */
export const passkeyRoutes = (ports: SignInPorts): Route[] => [
  {
    method: 'POST',
    path: '/team/sign-in/passkey/ask',
    may: 'anyone',
    takes: 'form',
    handle: (visit) => ask(ports, visit),
  },
  {
    method: 'POST',
    path: '/team/sign-in/passkey',
    may: 'anyone',
    takes: 'form',
    powers: ['publickey-credentials-get'],
    handle: (visit) => signIn(ports, visit),
  },
]

async function ask({ db, codeKey, party }: SignInPorts, visit: Visit): Promise<Reply> {
  const { actor, cookies } = browserOf(visit)
  const challenge = await db.withActor(actor, async (tx) => {
    const few = await mayAskAgain(tx, codeKey, { what: 'question', address: visit.address })
    return few ? putQuestion(tx, 'passkey-use') : null
  })
  if (challenge === null || party === null) return { kind: 'empty', status: 429 }
  return { kind: 'json', body: await askToUse(party, { challenge }), cookies }
}

async function signIn(ports: SignInPorts, visit: Visit): Promise<Reply> {
  const staffId = ports.party && (await provedBy(ports.db, ports.party, visit, field(visit, 'credential')))
  if (!staffId) return refusedSignIn(ports)
  const { cookie, path } = await arrive(ports.db, visit, { staffId, level: 2 })
  return seeOther(path, [cookie])
}
