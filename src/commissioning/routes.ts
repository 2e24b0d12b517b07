import { anyone } from '#lib/door'
import { NotFound, page, type Ports, type Route } from '#web'
import { currentEdition } from './edition.ts'
import { editionFile } from './file.ts'
import { filePath, whatYourEmployerCanSee } from './pages/what-your-employer-can-see.ts'

/** What everybody may see of how the service is used: the same as those who pay for it. */
export const commissioningRoutes = ({ db }: Pick<Ports, 'db'>): Route[] => [
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
