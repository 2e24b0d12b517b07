import type { Actor } from '#lib/door'
import { field, page, seeOther, type Reply, type Route, type Visit } from '#web'
import { browserOf, tokenHash } from '../browser.ts'
import { checkCode, issueCode, readCode } from '../codes.ts'
import { grantBrowser } from '../grants.ts'
import { goAway } from '../oidc/routes.ts'
import { deadLinkPage } from '../pages/away.ts'
import { enrol, questionToCreate } from '../passkeys/enrol.ts'
import { enrolling } from '../passkeys/queries.ts'
import type { SignInPorts } from '../ports.ts'
import { arrive } from '../staff-arrival.ts'
import { isToken } from '../staff-session.ts'
import { invitationCodePage, invitedPage, setUpPage } from './pages.ts'
import { invited } from './queries.ts'

const base = '/team/invitation/:token'
const powers = ['publickey-credentials-create'] as const
const leaveMinutes = 30

/** One request about a link that can be used. */
type Here = { ports: SignInPorts; visit: Visit; path: string; actor: Actor; id: string; staffId: string }

/** From the link of an invitation to a way to sign in. The link alone opens nothing; whatever it is, it is answered alike. */
export function invitationRoutes(ports: SignInPorts): Route[] {
  const handle = (work: (here: Here) => Promise<Reply>) => async (visit: Visit) => {
    const token = visit.params['token'] ?? ''
    const { actor } = browserOf(visit)
    const found = isToken(token) ? await ports.db.withActor(actor, (tx) => invited.one(tx, tokenHash(token))) : null
    if (!found?.id || !found.staffId) return dead()
    return work({ ports, visit, actor, path: `/team/invitation/${token}`, id: found.id, staffId: found.staffId })
  }
  const get = (path: string, work: (here: Here) => Promise<Reply>): Route => ({
    method: 'GET',
    path: base + path,
    may: 'anyone',
    powers,
    handle: handle(work),
  })
  const post = (path: string, work: (here: Here) => Promise<Reply>): Route => ({
    ...get(path, work),
    method: 'POST',
    takes: 'form',
  })
  return [
    get('', async ({ path }) => page(invitedPage({ path }))),
    post('', sendCode),
    get('/code', async ({ path }) => page(invitationCodePage({ path, code: '' }))),
    post('/code', tryCode),
    get(
      '/set-up',
      onlyProved(async (here) => setUp(here)),
    ),
    post(
      '/passkey/ask',
      onlyProved(({ visit, actor }) => questionToCreate(ports, visit, actor)),
    ),
    post('/passkey', onlyProved(makePasskey)),
    ...(ports.oidc === null
      ? []
      : [
          post(
            '/oidc',
            onlyProved(({ visit, path }) => goAway(ports, visit, 'oidc-link', `${path}/set-up`)),
          ),
        ]),
  ]
}

const dead = (): Reply => page(deadLinkPage(), { status: 404 })

async function sendCode({ ports, visit, path, staffId }: Here): Promise<Reply> {
  const { hash, cookies, actor } = browserOf(visit)
  const issued = await ports.db.withActor(actor, async (tx) => {
    const answer = await issueCode(tx, ports.codeKey, { purpose: 'team', subject: staffId, browser: hash })
    if (answer !== 'too-many') await ports.sendCode(tx, answer)
    return answer
  })
  if (issued !== 'too-many') return seeOther(`${path}/code`, cookies)
  const error = 'You have asked for 3 codes. Wait 15 minutes, then ask again'
  return { ...page(invitedPage({ path, error }), { status: 429 }), headers: { 'retry-after': '900' } }
}

/** The code proves the mailbox, and lets this browser set up a way to sign in for half an hour. */
async function tryCode({ ports, visit, path, id, staffId }: Here): Promise<Reply> {
  const typed = field(visit, 'code')
  const code = readCode(typed)
  if (!code)
    return page(invitationCodePage({ path, code: typed, error: 'Enter the code of 8 digits' }), { status: 422 })
  const { hash, actor } = browserOf(visit)
  const proved = await ports.db.withActor(actor, async (tx) => {
    const { requestId, now } = visit
    const subject = await checkCode(tx, ports.codeKey, { purpose: 'team', browser: hash, code, requestId })
    if (subject !== staffId) return false
    await grantBrowser(tx, id, hash, now.add({ minutes: leaveMinutes }))
    return true
  })
  if (proved) return seeOther(`${path}/set-up`)
  const error = 'This code is not right, or it has ended. Check it, or ask for another one'
  return page(invitationCodePage({ path, code: typed, error }), { status: 422 })
}

/** For a browser that proved itself; any other starts at the beginning. */
const onlyProved = (work: (here: Here) => Promise<Reply>) => async (here: Here) => {
  const { invitationId } = (await here.ports.db.withActor(here.actor, (tx) => enrolling.one(tx)))!
  return invitationId === here.id ? work(here) : seeOther(here.path)
}

const setUp = ({ ports, path }: Here, error?: string): Reply =>
  page(setUpPage({ path, passkeys: ports.party !== null, oidcName: ports.oidc?.name ?? null, error }), {
    status: error === undefined ? 200 : 422,
  })

async function makePasskey(here: Here): Promise<Reply> {
  const { ports, visit, actor } = here
  const staffId = await enrol(ports, visit, actor, field(visit, 'credential'))
  if (!staffId) return setUp(here, 'That passkey could not be kept. Try again')
  const { cookie, path } = await arrive(ports.db, visit, { staffId, level: 2 })
  return seeOther(path, [cookie])
}
