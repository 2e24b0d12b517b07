import { stopChangesByCode } from '#identity'
import { page, type Route } from '#web'
import { askForCode, enterCode } from './ask-code.ts'
import { codePage, contactPage } from './pages/code.ts'
import { stoppedPage } from './pages/stopped.ts'
import { stopWay } from './pages/words.ts'
import type { PrivacyPorts } from './ports.ts'

/** Stopping what one was told of, by a code to the contact that was told. Nobody need sign in for it. */
export const stopRoutes = (ports: PrivacyPorts): Route[] => [
  { method: 'GET', path: '/you/stop', may: 'anyone', handle: async () => page(contactPage(stopWay.contact)) },
  {
    method: 'POST',
    path: '/you/stop',
    may: 'anyone',
    takes: 'form',
    handle: (visit) => askForCode(ports, visit, stopWay),
  },
  { method: 'GET', path: '/you/stop/code', may: 'anyone', handle: async () => page(codePage(stopWay.code)) },
  {
    method: 'POST',
    path: '/you/stop/code',
    may: 'anyone',
    takes: 'form',
    handle: (visit) =>
      enterCode(visit, stopWay, async (given) => {
        const { actor } = given.browser
        const done = await ports.db.withActor(actor, (tx) => stopChangesByCode(tx, ports.codeKey, given))
        return done ? page(stoppedPage(done)) : null
      }),
  },
]
