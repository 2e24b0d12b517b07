import { html, type SafeHtml } from '#lib/html'
import { input } from '#nhsuk'
import { field, page, seeOther, type Reply, type Route, type Visit } from '#web'
import { browserOf, tokenHash } from '../browser.ts'
import { readCode } from '../codes.ts'
import { deadLinkPage } from '../pages/away.ts'
import { oneField } from '../pages/form.ts'
import type { SignInPorts } from '../ports.ts'
import { arrive } from '../staff-arrival.ts'
import { isToken, recordOwn } from '../staff-session.ts'
import { recovering, useRecovery } from './queries.ts'
import { spokenHash } from './recover.ts'

const path = '/team/recovery/:token'

/** Back in after a loss: the link that was mailed, and the code that was said. */
export const recoveryRoutes = (ports: SignInPorts): Route[] => [
  { method: 'GET', path, may: 'anyone', handle: (visit) => show(ports, visit) },
  { method: 'POST', path, may: 'anyone', takes: 'form', handle: (visit) => tryCode(ports, visit) },
]

const tokenOf = ({ params }: Visit) => params['token'] ?? ''

async function show({ db }: SignInPorts, visit: Visit): Promise<Reply> {
  const token = tokenOf(visit)
  const found =
    isToken(token) && (await db.withActor(browserOf(visit).actor, (tx) => recovering.one(tx, tokenHash(token))))
  return found && found.id ? page(recoveryPage({ token, code: '' })) : page(deadLinkPage(), { status: 404 })
}

async function tryCode(ports: SignInPorts, visit: Visit): Promise<Reply> {
  const { db, codeKey, tell } = ports
  const [token, typed] = [tokenOf(visit), field(visit, 'code')]
  const code = readCode(typed)
  if (!code || !isToken(token)) return again(ports, visit, typed, 'Enter the code of 8 digits')
  const { requestId } = visit
  const staffId = await db.withActor(browserOf(visit).actor, async (tx) => {
    const used = await useRecovery.one(tx, tokenHash(token), spokenHash(codeKey, token, code))
    if (!used?.id || !used.staffId) return null
    await recordOwn(tx, { verb: 'team.recovered', staffId: used.staffId, objectId: used.id, requestId })
    await tell(tx, { kind: 'staff-recovery', subjectId: used.id, sequence: 2 })
    return used.staffId
  })
  if (!staffId)
    return again(ports, visit, typed, 'This code is not right. Check it, or ask the person who gave it to you')
  const { cookie } = await arrive(db, visit, { staffId, level: 2 })
  return seeOther('/team/account', [cookie])
}

/** The page again with what is wrong; or, once the link is dead, what every dead link answers. */
async function again(ports: SignInPorts, visit: Visit, code: string, error: string): Promise<Reply> {
  const { kind, status } = (await show(ports, visit)) as Extract<Reply, { kind: 'page' }>
  if (kind === 'page' && status === 404) return page(deadLinkPage(), { status })
  return page(recoveryPage({ token: tokenOf(visit), code, error }), { status: 422 })
}

const recoveryPage = ({ token, code, error }: { token: string; code: string; error?: string }): SafeHtml =>
  oneField({
    title: 'Enter the code that you were told',
    action: `/team/recovery/${token}`,
    field: 'code',
    error,
    submit: 'Sign in',
    before: html`<p>
      Somebody at the lead provider tells you a code of 8 digits, on the telephone. With it you are let in for 12 hours. Your
      passkeys until now stop working: make a new one first thing, on the page that opens.
    </p>`,
    input: input({
      id: 'code',
      name: 'code',
      value: code,
      label: { text: 'Code of 8 digits' },
      inputmode: 'numeric',
      autocomplete: 'one-time-code',
      spellcheck: false,
      code: true,
      width: 10,
      errorMessage: error,
    }),
  })
