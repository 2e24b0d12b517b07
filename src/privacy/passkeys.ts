import {
  addPasskey,
  browserOf,
  clientPasskeys,
  endPasskey,
  enrolmentOf,
  questionToAdd,
  questionToProve,
  recordAct,
  signInByPasskey,
  type Browser,
} from '#identity'
import { isUuid } from '#lib/text'
import { field, NotFound, page, seeOther, type Reply, type Route, type Visit } from '#web'
import { askingOf } from './asking.ts'
import { passkeysPage } from './pages/passkeys.ts'
import { waitsPage } from './pages/passphrase.ts'
import type { PrivacyPorts } from './ports.ts'
import { endBefore, refused } from './sign-in.ts'

const own = { may: 'client', level: 'code', takes: 'form' } as const
const open = { may: 'anyone', takes: 'form' } as const
const powers = ['publickey-credentials-create', 'publickey-credentials-get'] as const

/** One's passkeys: adding one, taking one away, signing in with one. */
export const passkeyRoutes = (ports: PrivacyPorts): Route[] => [
  {
    method: 'GET',
    path: '/you/passkeys',
    may: 'client',
    level: 'code',
    powers,
    handle: (visit) => show(ports, visit, {}),
  },
  { method: 'POST', path: '/you/passkeys/ask', ...own, handle: (visit) => askToAdd(ports, visit) },
  {
    method: 'POST',
    path: '/you/passkeys',
    ...own,
    powers,
    handle: (visit) => add(ports, visit),
  },
  {
    method: 'POST',
    path: '/you/passkeys/:id/remove',
    may: 'client',
    takes: 'form',
    handle: (visit) => remove(ports, visit),
  },
  { method: 'POST', path: '/you/sign-in/passkey/ask', ...open, handle: (visit) => askToProve(ports, visit) },
  { method: 'POST', path: '/you/sign-in/passkey', ...open, powers, handle: (visit) => signIn(ports, visit) },
]

type More = { error?: string; status?: number }

async function show({ db, party }: PrivacyPorts, { viewer }: Visit, { error, status = 200 }: More) {
  const model = await db.withActor(viewer.actor, async (tx) => {
    const { atOnce } = await enrolmentOf(tx)
    return { atOnce, passkeys: await clientPasskeys(tx) }
  })
  const strong = viewer.level === 'strong'
  return page(passkeysPage({ ...model, strong, possible: party !== null, error }), { status })
}

/** The question that the script fetches before the device is asked; no more than a status where there is none. */
const asked = (question: unknown, { cookies }: Browser): Reply =>
  question ? { kind: 'json', body: question, cookies } : { kind: 'empty', status: 429 }

async function askToAdd({ db, party }: PrivacyPorts, visit: Visit): Promise<Reply> {
  const browser = browserOf(visit)
  return asked(party && (await questionToAdd({ db, actor: visit.viewer.actor }, party, browser)), browser)
}

async function askToProve({ db, codeKey, party }: PrivacyPorts, visit: Visit): Promise<Reply> {
  const browser = browserOf(visit)
  const from = { browser, address: visit.address }
  return asked(party && (await questionToProve(db, codeKey, party, from)), browser)
}

async function add(ports: PrivacyPorts, visit: Visit): Promise<Reply> {
  const { party } = ports
  const added = party && (await addPasskey(askingOf(ports, visit), party, visit, field(visit, 'credential')))
  if (!added) return show(ports, visit, { error: 'The passkey was not added. Try again', status: 422 })
  if (added.kind === 'done') return seeOther('/you/passkeys', [added.cookie])
  if (added.kind === 'waits') return page(waitsPage({ ...added, what: 'passkey' }))
  return show(ports, visit, { error: 'A passkey was asked for too often today. Ask again tomorrow', status: 429 })
}

async function remove({ db }: PrivacyPorts, { params, viewer, requestId }: Visit): Promise<Reply> {
  const id = params['id'] ?? ''
  if (!isUuid(id)) throw new NotFound()
  await db.withActor(viewer.actor, async (tx) => {
    if (!(await endPasskey.one(tx, id))) throw new NotFound()
    await recordAct(tx, 'client.passkey-removed', viewer.id!, requestId)
  })
  return seeOther('/you/passkeys')
}

async function signIn(ports: PrivacyPorts, visit: Visit): Promise<Reply> {
  const { party, db } = ports
  const cookie = party && (await signInByPasskey(db, party, visit, field(visit, 'credential')))
  if (!cookie) return refused(ports)
  await endBefore(ports, visit)
  return seeOther('/you', [cookie])
}
