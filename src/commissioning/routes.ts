import { anyone, type Actor } from '#lib/door'
import { NotFound, page, type Ports, type Reply, type Route } from '#web'
import { currentEdition, editedQuarters, editionOf } from './edition.ts'
import { evaluationRoutes, named } from './evaluation.ts'
import { editionFile } from './file.ts'
import { commissionerPage, commissionerPath } from './pages/commissioner.ts'
import { filePath, whatYourEmployerCanSee } from './pages/what-your-employer-can-see.ts'
import type { Quarter } from './quarter.ts'

/** What is shown outside of how the service is used: to everybody, to those who pay for it, and to the evaluator. */
export const commissioningRoutes = (ports: Pick<Ports, 'db'>): Route[] => [
  ...publicRoutes(ports),
  ...commissionerRoutes(ports),
  ...evaluationRoutes(ports),
]

const publicRoutes = ({ db }: Pick<Ports, 'db'>): Route[] => [
  {
    method: 'GET',
    path: '/what-your-employer-can-see',
    may: 'anyone',
    handle: async () => page(whatYourEmployerCanSee(await db.withActor(anyone, currentEdition))),
  },
  {
    method: 'GET',
    path: filePath,
    may: 'anyone',
    handle: async () => {
      const edition = await db.withActor(anyone, currentEdition)
      if (!edition) throw new NotFound()
      return editionFile(edition)
    },
  },
]

const commissionerRoutes = ({ db }: Pick<Ports, 'db'>): Route[] => {
  const read = (actor: Actor, quarter: Quarter) =>
    db.withActor(actor, async (tx) => {
      const edition = await editionOf(tx, quarter)
      if (!edition) throw new NotFound()
      return { edition, quarters: await editedQuarters(tx) }
    })
  return [
    {
      method: 'GET',
      path: commissionerPath,
      may: 'commissioner',
      handle: ({ viewer }) =>
        db.withActor(viewer.actor, async (tx) =>
          page(commissionerPage(await currentEdition(tx), await editedQuarters(tx))),
        ),
    },
    {
      method: 'GET',
      path: `${commissionerPath}/:quarter`,
      may: 'commissioner',
      handle: async (visit) => {
        const { edition, quarters } = await read(visit.viewer.actor, named(visit))
        return page(commissionerPage(edition, quarters))
      },
    },
    {
      method: 'GET',
      path: `${commissionerPath}/:quarter/sessions.csv`,
      may: 'commissioner',
      handle: async (visit): Promise<Reply> => editionFile((await read(visit.viewer.actor, named(visit))).edition),
    },
  ]
}
