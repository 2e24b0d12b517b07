import { givenByClient } from '#booking'
import { choosePassphrase, enrolmentOf, ownContacts, passphraseSentences, whyNotPassphrase } from '#identity'
import { field, page, seeOther, type Reply, type Route, type Visit } from '#web'
import { choosePage, waitsPage } from './pages/passphrase.ts'
import { askingOf } from './asking.ts'
import type { PrivacyPorts } from './ports.ts'

const tooMany = 'A new passphrase was asked for too often today. Ask again tomorrow'

/** Choosing a passphrase: at once, or after three days in which every contact can stop it. */
export const passphraseRoutes = (ports: PrivacyPorts): Route[] => [
  { method: 'GET', path: '/you/passphrase', may: 'client', level: 'code', handle: (visit) => ask(ports, visit, {}) },
  {
    method: 'POST',
    path: '/you/passphrase',
    may: 'client',
    level: 'code',
    takes: 'form',
    handle: (visit) => choose(ports, visit),
  },
]

async function ask(
  { db }: PrivacyPorts,
  { viewer }: Visit,
  { error, status = 200 }: { error?: string; status?: number },
) {
  const { passphrase, atOnce } = await db.withActor(viewer.actor, enrolmentOf)
  return page(choosePage({ has: passphrase, atOnce: atOnce || viewer.level === 'strong', error }), { status })
}

async function choose(ports: PrivacyPorts, visit: Visit): Promise<Reply> {
  const typed = field(visit, 'passphrase')
  const refusal = whyNotPassphrase(typed, await knownOf(ports, visit))
  if (refusal) return ask(ports, visit, { error: passphraseSentences[refusal], status: 422 })
  const chosen = await choosePassphrase(askingOf(ports, visit), typed)
  if (chosen.kind === 'done') return seeOther('/you?said=set', [chosen.cookie])
  if (chosen.kind === 'waits') return page(waitsPage({ ...chosen, what: 'passphrase' }))
  return ask(ports, visit, { error: tooMany, status: 429 })
}

/** What is known of whoever chooses, where they are known well enough to be told of it. */
async function knownOf(ports: PrivacyPorts, visit: Visit): Promise<string[]> {
  const { db, vault } = ports
  const contacts = await ownContacts({ ...askingOf(ports, visit), vault })
  return [
    ...(await givenByClient(db, vault, visit.viewer.actor)),
    ...contacts.flatMap(({ text }) => (text === null ? [] : [text])),
  ]
}
