import type { SafeHtml } from '#lib/html'
import { anyone } from '#lib/door'
import { programme, type Programme } from '#organisations'
import { page, type Ports, type Route } from '#web'
import type { HelpAtHand } from './help.ts'
import { accessibilityPage } from './pages/accessibility.ts'
import { cookiesPage } from './pages/cookies.ts'
import { privacyPage } from './pages/privacy.ts'
import { urgentHelpPage } from './pages/urgent-help.ts'
import { whoPaysPage } from './pages/who-pays.ts'

/** The pages that say how things are. */
export const informationRoutes = ({ db, help }: Pick<Ports, 'db'> & { help: HelpAtHand }): Route[] => [
  {
    method: 'GET',
    path: '/urgent-help',
    may: 'anyone',
    handle: async () => page(urgentHelpPage(await help.now())),
  },
  about(db, '/privacy', privacyPage),
  about(db, '/who-pays', whoPaysPage),
  about(db, '/accessibility', accessibilityPage),
  { method: 'GET', path: '/cookies', may: 'anyone', handle: async () => page(cookiesPage()) },
]

/** A page that says something of the programme. */
const about = (db: Ports['db'], path: string, view: (programme: Programme) => SafeHtml): Route => ({
  method: 'GET',
  path,
  may: 'anyone',
  handle: async () => page(view(await db.withActor(anyone, programme))),
})
