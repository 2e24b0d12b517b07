import { anyone } from '#lib/door'
import { currentServices } from '#organisations'
import { NotFound, page, type Ports, type Route } from '#web'
import type { HelpAtHand } from '../help.ts'
import { factsOf } from './facts.ts'
import { plainListPage, plainPage } from './pages.ts'
import { shownTexts } from './review.ts'

export type PlainPorts = Pick<Ports, 'db'> & { help: HelpAtHand; demo: boolean }

/** Easy read and other languages: what was checked, in the demonstration drafts too; for everything else there is no page. */
export const plainRoutes = ({ db, help, demo }: PlainPorts): Route[] => [
  {
    method: 'GET',
    path: '/plain',
    may: 'anyone',
    async handle() {
      const shown = await db.withActor(anyone, (tx) => shownTexts(tx, demo))
      if (shown.length === 0) throw new NotFound()
      return page(plainListPage(shown))
    },
  },
  {
    method: 'GET',
    path: '/plain/:key',
    may: 'anyone',
    async handle({ params }) {
      const { shown, services } = await db.withActor(anyone, async (tx) => ({
        shown: (await shownTexts(tx, demo)).find(({ text }) => text.key === params['key']),
        services: await currentServices(tx),
      }))
      if (!shown) throw new NotFound()
      return page(plainPage(shown, factsOf(services, await help.now())))
    },
  },
]
