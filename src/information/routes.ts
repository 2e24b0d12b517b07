import type { SafeHtml } from '#lib/html'
import { anyone } from '#lib/door'
import { civilDate } from '#lib/time'
import { helplinesOn, programme, type Programme } from '#organisations'
import { page, type Ports, type Route } from '#web'
import { accessibilityPage } from './pages/accessibility.ts'
import { cookiesPage } from './pages/cookies.ts'
import { privacyPage } from './pages/privacy.ts'
import { urgentHelpPage } from './pages/urgent-help.ts'
import { whoPaysPage } from './pages/who-pays.ts'

/** The pages that say how things are. */
export const informationRoutes = ({ db }: Ports): Route[] => [
  {
    method: 'GET',
    path: '/urgent-help',
    may: 'anyone',
    handle: async ({ now }) =>
      page(urgentHelpPage({ helplines: await db.withActor(anyone, (tx) => helplinesOn(tx, civilDate(now))) })),
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
