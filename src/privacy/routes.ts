import { partyOf } from '#identity'
import type { Route } from '#web'
import { confirmRoutes } from './confirm.ts'
import { contactRoutes } from './contacts.ts'
import { homeRoutes } from './home.ts'
import { passkeyRoutes } from './passkeys.ts'
import { passphraseRoutes } from './passphrase.ts'
import { openedRoutes, type OpenedPorts } from './opened/routes.ts'
import type { PrivacyPorts } from './ports.ts'
import { signInRoutes } from './sign-in.ts'
import { signInsRoutes } from './sign-ins.ts'
import { stopRoutes } from './stop.ts'

/**
 * Somebody's own pages. Who asks for passkeys follows from the address; a device lists them under a name that says nothing.
 */
export const privacyRoutes = (given: Given): Route[] =>
  routesOf({ ...given, party: partyOf(given.baseUrl, 'Your pages') })

type Given = Omit<PrivacyPorts, 'party'> & OpenedPorts & { baseUrl: string }

const routesOf = (ports: PrivacyPorts & OpenedPorts): Route[] => [
  ...signInRoutes(ports),
  ...homeRoutes(ports),
  ...confirmRoutes(ports),
  ...passphraseRoutes(ports),
  ...passkeyRoutes(ports),
  ...contactRoutes(ports),
  ...signInsRoutes(ports),
  ...stopRoutes(ports),
  ...openedRoutes(ports),
]
