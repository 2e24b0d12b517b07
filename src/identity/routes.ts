import { anyone, demonstrator, holding, type Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import { field, NotFound, page, seeOther, type Cookie, type Reply, type Route, type Visit } from '#web'
import { browserCookie, browserOf } from './browser.ts'
import { checkCode, issueCode, readCode } from './codes.ts'
import { emailSentences, normaliseEmail } from './contacts/email.ts'
import { staffByEmail } from './staff.ts'
import { castPage, type CastMember } from './pages/cast.ts'
import { enterCodePage } from './pages/enter-code.ts'
import { signInPage } from './pages/sign-in.ts'
import { endStaffSession, isToken, startStaffSession, teamCookie } from './staff-session.ts'

export type SignInPorts = {
  db: Db
  /** The server's secret for codes, 32 bytes. */
  codeKey: Buffer
  /** Plans the message that carries a code. Asked for every code, also where there is nobody to send it to. */
  sendCode: (tx: Tx, code: { codeId: string }) => Promise<void>
  /** The people of the demonstration. */
  cast: (tx: Tx) => Promise<readonly CastMember[]>
}

const [signIn, enterCode, today, devSignIn] = ['/team/sign-in', '/team/sign-in/code', '/team/today', '/dev/sign-in']

const sentences = {
  tooMany: 'You have asked for 3 codes. Wait 15 minutes, then ask again',
  noCode: 'Enter the code of 8 digits',
  wrongCode: 'This code is not right, or it has ended. Check it, or ask for another one',
}

/** Signing coaches in and out, and the demonstration's way in. */
export const signInRoutes = (ports: SignInPorts): Route[] => [
  { method: 'GET', path: signIn, may: 'anyone', handle: async () => page(signInPage({ email: '' })) },
  { method: 'POST', path: signIn, may: 'anyone', takes: 'form', handle: (visit) => askForCode(ports, visit) },
  { method: 'GET', path: enterCode, may: 'anyone', handle: showEnterCode },
  { method: 'POST', path: enterCode, may: 'anyone', takes: 'form', handle: (visit) => tryCode(ports, visit) },
  { method: 'POST', path: '/team/sign-out', may: 'anyone', takes: 'form', handle: (visit) => signOut(ports, visit) },
  { method: 'GET', path: devSignIn, may: 'demo', handle: () => showCast(ports) },
  { method: 'POST', path: devSignIn, may: 'demo', takes: 'form', handle: (visit) => goOnAs(ports, visit) },
]

/** Says the same for every address: the code is issued and its message planned whether or not somebody has it. */
async function askForCode({ db, codeKey, sendCode }: SignInPorts, visit: Visit): Promise<Reply> {
  const typed = field(visit, 'email')
  const read = normaliseEmail(typed)
  if ('refusal' in read) return page(signInPage({ email: typed, error: emailSentences[read.refusal] }), { status: 422 })
  const { hash, cookies, actor } = browserOf(visit)
  const issued = await db.withActor(actor, async (tx) => {
    const staff = await staffByEmail(tx, read.email)
    const answer = await issueCode(tx, codeKey, { purpose: 'team', subject: staff ?? '', browser: hash })
    if (answer !== 'too-many') await sendCode(tx, answer)
    return answer
  })
  if (issued !== 'too-many') return seeOther(enterCode, cookies)
  return {
    ...page(signInPage({ email: typed, error: sentences.tooMany }), { status: 429 }),
    headers: { 'retry-after': '900' },
  }
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
  await endBefore(db, visit)
  const cookie = await db.withActor(actor, async (tx) => {
    const staffId = await checkCode(tx, codeKey, { purpose: 'team', browser: hash, code, requestId })
    return staffId && startStaffSession(tx, staffId, { requestId, level: 1 })
  })
  return cookie
    ? seeOther(today, [cookie])
    : page(enterCodePage({ code: typed, error: sentences.wrongCode }), { status: 422 })
}

const signOut = async ({ db }: SignInPorts, visit: Visit): Promise<Reply> =>
  seeOther(signIn, [await endBefore(db, visit)])

/** Ends the session that this browser has, where it has one. Gives the cookie that forgets it. */
async function endBefore(db: Db, { cookies, requestId }: Visit): Promise<Cookie> {
  const token = cookies[teamCookie]
  if (isToken(token)) await db.withActor(holding(`session:${token}`), (tx) => endStaffSession(tx, token, requestId))
  return { name: teamCookie, value: null }
}

const showCast = async ({ db, cast }: SignInPorts): Promise<Reply> =>
  page(castPage({ cast: await db.withActor(demonstrator, cast) }))

/** Signs the member of staff in; for anybody else signs out and starts where a client starts. */
async function goOnAs({ db, cast }: SignInPorts, visit: Visit): Promise<Reply> {
  const { requestId } = visit
  const member = (await db.withActor(demonstrator, cast)).find(({ key }) => key === field(visit, 'who'))
  if (!member) throw new NotFound()
  const { staffId } = member
  const forgotten = await endBefore(db, visit)
  if (!staffId) return seeOther('/', [forgotten])
  const begun = await db.withActor(anyone, (tx) => startStaffSession(tx, staffId, { requestId, level: 2 }))
  return seeOther(today, [begun])
}
