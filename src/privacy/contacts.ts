import {
  addByCode,
  askToAdd,
  browserOf,
  endCodesOf,
  letCodesGo,
  ownContacts,
  readCode,
  readContact,
  takeAway,
} from '#identity'
import { atAnyTime, sayAtAnyTime } from '#booking'
import { isUuid } from '#lib/text'
import { field, NotFound, page, seeOther, type Reply, type Route, type Visit } from '#web'
import { askingOf } from './asking.ts'
import { contactSentences } from './ask-code.ts'
import { codePage } from './pages/code.ts'
import { contactsPage, joinWaitsPage } from './pages/contacts.ts'
import { addWay } from './pages/words.ts'
import { planCode } from './plan.ts'
import type { PrivacyPorts } from './ports.ts'

/** How somebody is reached: seen, added and taken away with a passphrase or passkey, never with a code alone. */
export const contactRoutes = (ports: PrivacyPorts): Route[] => [
  { method: 'GET', path: '/you/contacts', may: 'client', handle: (visit) => show(ports, visit, {}) },
  { method: 'POST', path: '/you/contacts', may: 'client', takes: 'form', handle: (visit) => ask(ports, visit) },
  { method: 'GET', path: '/you/contacts/code', may: 'client', handle: async () => page(codePage(addWay)) },
  { method: 'POST', path: '/you/contacts/code', may: 'client', takes: 'form', handle: (visit) => enter(ports, visit) },
  {
    method: 'POST',
    path: '/you/contacts/night',
    may: 'client',
    takes: 'form',
    handle: async (visit) => {
      const yes = field(visit, 'any-time') === 'yes'
      await ports.db.withActor(visit.viewer.actor, (tx) => sayAtAnyTime(tx, yes, visit.requestId))
      return seeOther('/you/contacts')
    },
  },
  {
    method: 'POST',
    path: '/you/contacts/:id/remove',
    may: 'client',
    takes: 'form',
    handle: (visit) => change(ports, visit, (id) => takeAway(askingOf(ports, visit), id)),
  },
  {
    method: 'POST',
    path: '/you/contacts/:id/codes',
    may: 'client',
    takes: 'form',
    handle: (visit) =>
      change(ports, visit, (id) => letCodesGo(askingOf(ports, visit), id, field(visit, 'codes') === 'yes')),
  },
]

const full = (ports: PrivacyPorts, visit: Visit) => ({ ...askingOf(ports, visit), vault: ports.vault })

type More = { typed?: string; error?: string; status?: number }

async function show(ports: PrivacyPorts, visit: Visit, { typed = '', error, status = 200 }: More): Promise<Reply> {
  const anyTime = await ports.db.withActor(visit.viewer.actor, atAnyTime)
  return page(contactsPage({ contacts: await ownContacts(full(ports, visit)), anyTime, typed, error }), { status })
}

async function ask(ports: PrivacyPorts, visit: Visit): Promise<Reply> {
  const typed = field(visit, 'contact').slice(0, 400)
  const contact = readContact(ports.contactKey, typed)
  if (!contact) return show(ports, visit, { typed, error: contactSentences.noContact, status: 422 })
  const browser = browserOf(visit)
  const { codeKey, clock } = ports
  const asked = await askToAdd(full(ports, visit), { codeKey, contact, browser }, (tx, codeId) =>
    planCode(tx, clock, codeId, contact, 'contact'),
  )
  if (asked === 'asked') return seeOther('/you/contacts/code', browser.cookies)
  const reply = await show(ports, visit, { typed, error: contactSentences.tooMany, status: 429 })
  return { ...reply, headers: { 'retry-after': '900' } }
}

async function enter(ports: PrivacyPorts, visit: Visit): Promise<Reply> {
  const typed = field(visit, 'code').slice(0, 100)
  const code = readCode(typed)
  const { codeKey } = ports
  const added = code && (await addByCode(full(ports, visit), { codeKey, code, browser: browserOf(visit) }))
  if (!added || added.kind === 'wrong')
    return page(codePage({ ...addWay, typed, error: contactSentences.wrongCode }), { status: 422 })
  if (added.kind === 'too-many') return show(ports, visit, { error: tooOften, status: 429 })
  return added.kind === 'waits' ? page(joinWaitsPage(added)) : seeOther('/you/contacts')
}

/** Changes one of one's own contacts; what cannot be, since it is the last way in, is said. */
async function change(ports: PrivacyPorts, visit: Visit, work: (id: string) => Promise<boolean>): Promise<Reply> {
  const id = visit.params['id'] ?? ''
  const own = await ownContacts(full(ports, visit))
  if (!isUuid(id) || !own.some((each) => each.id === id)) throw new NotFound()
  if (!(await work(id))) return show(ports, visit, { error: lastWay, status: 409 })
  await ports.db.withActor(browserOf(visit).actor, (tx) => endCodesOf(tx, id))
  return seeOther('/you/contacts')
}

const tooOften = 'This was asked for too often today. Ask again tomorrow'
const lastWay = 'This is the last way to send you a code. Add another, or a passkey, first'
