import type { Route } from '#web'
import { confirmRoutes } from './confirm.ts'
import { homeRoutes } from './home.ts'
import { passphraseRoutes } from './passphrase.ts'
import { openedRoutes, type OpenedPorts } from './opened/routes.ts'
import type { PrivacyPorts } from './ports.ts'
import { signInRoutes } from './sign-in.ts'
import { signInsRoutes } from './sign-ins.ts'
import { stopRoutes } from './stop.ts'

/** Somebody's own pages. */
export const privacyRoutes = (ports: PrivacyPorts & OpenedPorts): Route[] => [
  ...signInRoutes(ports),
  ...homeRoutes(ports),
  ...confirmRoutes(ports),
  ...passphraseRoutes(ports),
  ...signInsRoutes(ports),
  ...stopRoutes(ports),
  ...openedRoutes(ports),
]
