import { demonstrator } from '#lib/door'
import { field, NotFound, page, seeOther, type Reply, type Route, type Visit } from '#web'
import { accountRoutes } from './account/routes.ts'
import { browserCookie, browserOf } from './browser.ts'
import { checkCode, issueCode, readCode } from './codes.ts'
import { emailSentences, normaliseEmail } from './contacts/email.ts'
import { invitationRoutes } from './invitations/routes.ts'
import { oidcRoutes } from './oidc/routes.ts'
import { castPage } from './pages/cast.ts'
import { enterCodePage } from './pages/enter-code.ts'
import { passkeyRoutes } from './passkeys/routes.ts'
import type { SignInPorts } from './ports.ts'
import { coachByEmail, isCoach } from './queries.ts'
import { mayAskAgain } from './questions/network.ts'
import { recoveryRoutes } from './recoveries/routes.ts'
import { signInShown, tooMany } from './sign-in-page.ts'
import { arrive, endBefore } from './staff-arrival.ts'

const [signIn, enterCode, devSignIn] = ['/team/sign-in', '/team/sign-in/code', '/dev/sign-in']

const sentences = {
  tooMany: 'You have asked for 3 codes. Wait 15 minutes, then ask again',
  noCode: 'Enter the code of 8 digits',
  wrongCode: 'This code is not right, or it has ended. Check it, or ask for another one',
}

const powers = ['publickey-credentials-get'] as const

/** Signing staff in and out, and the demonstration's way in. */
export const signInRoutes = (ports: SignInPorts): Route[] => [
  { method: 'GET', path: signIn, may: 'anyone', powers, handle: async () => signInShown(ports, { email: '' }) },
  { method: 'POST', path: signIn, may: 'anyone', takes: 'form', powers, handle: (visit) => askForCode(ports, visit) },
  {
    method: 'GET',
    path: `${signIn}/again`,
    may: 'anyone',
    powers,
    handle: async () => signInShown(ports, { email: '', again: true }),
  },
  { method: 'GET', path: enterCode, may: 'anyone', handle: showEnterCode },
  { method: 'POST', path: enterCode, may: 'anyone', takes: 'form', handle: (visit) => tryCode(ports, visit) },
  { method: 'POST', path: '/team/sign-out', may: 'anyone', takes: 'form', handle: (visit) => signOut(ports, visit) },
  { method: 'GET', path: devSignIn, may: 'demo', handle: () => showCast(ports) },
  { method: 'POST', path: devSignIn, may: 'demo', takes: 'form', handle: (visit) => goOnAs(ports, visit) },
  ...passkeyRoutes(ports),
  ...oidcRoutes(ports),
  ...accountRoutes(ports),
  ...invitationRoutes(ports),
  ...recoveryRoutes(ports),
]

/**
 * Says the same for every address: the code is issued and its message planned whether or not a coach has it. Everybody
 * else of staff comes in by a passkey or their organisation's sign-in alone.
 */
async function askForCode(ports: SignInPorts, visit: Visit): Promise<Reply> {
  const { db, codeKey, sendCode } = ports
  const typed = field(visit, 'email')
  const read = normaliseEmail(typed)
  if ('refusal' in read) return signInShown(ports, { email: typed, error: emailSentences[read.refusal] }, 422)
  const { hash, cookies, actor } = browserOf(visit)
  const issued = await db.withActor(actor, async (tx) => {
    if (!(await mayAskAgain(tx, codeKey, { what: 'code', address: visit.address }))) return 'too-many-here'
    const coach = await coachByEmail.one(tx, read.email)
    const answer = await issueCode(tx, codeKey, { purpose: 'team', subject: coach?.id ?? '', browser: hash })
    if (answer !== 'too-many') await sendCode(tx, answer)
    return answer
  })
  if (issued === 'too-many-here') return tooMany(ports)
  if (issued !== 'too-many') return seeOther(enterCode, cookies)
  return { ...signInShown(ports, { email: typed, error: sentences.tooMany }, 429), headers: { 'retry-after': '900' } }
}

/** Without the browser's cookie no code can be right, so the way starts again. */
const showEnterCode = async ({ cookies }: Visit): Promise<Reply> =>
  cookies[browserCookie] ? page(enterCodePage({ code: '' })) : seeOther(signIn)

async function tryCode({ db, codeKey }: SignInPorts, visit: Visit): Promise<Reply> {
  const typed = field(visit, 'code')
  const code = readCode(typed)
  if (!code) return page(enterCodePage({ code: typed, error: sentences.noCode }), { status: 422 })
  const { requestId } = visit
  const { hash, actor } = browserOf(visit)
  const staffId = await db.withActor(actor, async (tx) => {
    const subject = await checkCode(tx, codeKey, { purpose: 'team', browser: hash, code, requestId })
    return subject && (await isCoach.one(tx, subject))!.yes ? subject : null
  })
  if (!staffId) return page(enterCodePage({ code: typed, error: sentences.wrongCode }), { status: 422 })
  const { cookie, path } = await arrive(db, visit, { staffId, level: 1 })
  return seeOther(path, [cookie])
}

const signOut = async ({ db }: SignInPorts, visit: Visit): Promise<Reply> =>
  seeOther(signIn, [await endBefore(db, visit)])

const showCast = async ({ db, cast }: SignInPorts): Promise<Reply> =>
  page(castPage({ cast: await db.withActor(demonstrator, cast) }))

/** Signs the member of staff in; for anybody else signs out and starts where a client starts. */
async function goOnAs({ db, cast }: SignInPorts, visit: Visit): Promise<Reply> {
  const member = (await db.withActor(demonstrator, cast)).find(({ key }) => key === field(visit, 'who'))
  if (!member) throw new NotFound()
  if (!member.staffId) return seeOther('/', [await endBefore(db, visit)])
  const { cookie, path } = await arrive(db, visit, { staffId: member.staffId, level: 2 })
  return seeOther(path, [cookie])
}
