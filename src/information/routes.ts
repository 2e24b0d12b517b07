import type { SafeHtml } from '#lib/html'
import { anyone } from '#lib/door'
import { startOfDay } from '#lib/time'
import { programme, programmeAt, type Programme } from '#organisations'
import { NotFound, page, type Ports, type Route } from '#web'
import { plainRoutes, type PlainPorts } from './plain/routes.ts'
import { accessibilityPage } from './pages/accessibility.ts'
import { cookiesPage } from './pages/cookies.ts'
import { notices } from './notices/index.ts'
import { privacyPage } from './pages/privacy.ts'
import { securityPage } from './pages/security.ts'
import { urgentHelpPage } from './pages/urgent-help.ts'
import { whoPaysPage } from './pages/who-pays.ts'
import { securityText } from './security.ts'

/** The pages that say how things are. */
export const informationRoutes = ({ db, clock, baseUrl, help, demo }: Ports & PlainPorts): Route[] => [
  {
    method: 'GET',
    path: '/urgent-help',
    may: 'anyone',
    handle: async () => page(urgentHelpPage(await help.now())),
  },
  about(db, '/privacy', (programme) => privacyPage(programme)),
  {
    method: 'GET',
    path: '/privacy/:from',
    may: 'anyone',
    async handle({ params }) {
      const index = notices.findIndex(({ from }) => from === params['from'])
      const notice = notices[index]
      if (!notice) throw new NotFound()
      // Who was answerable is as it was until the next notice came.
      const next = notices[index - 1]
      return page(
        privacyPage(
          await db.withActor(anyone, (tx) =>
            next ? programmeAt(tx, startOfDay(Temporal.PlainDate.from(next.from))) : programme(tx),
          ),
          notice,
        ),
      )
    },
  },
  about(db, '/security', securityPage),
  {
    method: 'GET',
    path: '/.well-known/security.txt',
    may: 'anyone',
    async handle() {
      const body = securityText(await db.withActor(anyone, programme), baseUrl, clock())
      if (body === null) throw new NotFound()
      return { kind: 'file', type: 'text/plain; charset=utf-8', body }
    },
  },
  about(db, '/who-pays', whoPaysPage),
  about(db, '/accessibility', (programme) => accessibilityPage(programme, help.last().plain)),
  { method: 'GET', path: '/cookies', may: 'anyone', handle: async () => page(cookiesPage()) },
  ...plainRoutes({ db, help, demo }),
]

/** A page that says something of the programme. */
const about = (db: Ports['db'], path: string, view: (programme: Programme) => SafeHtml): Route => ({
  method: 'GET',
  path,
  may: 'anyone',
  handle: async () => page(view(await db.withActor(anyone, programme))),
})
