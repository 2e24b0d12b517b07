import { appointmentsOfClient } from '#booking'
import { settleMine } from '#identity'
import { field, forgetClient, page, type Route, type Viewer } from '#web'
import type { RecordPorts } from '../ports.ts'
import { myHold } from '../queries.ts'
import { deleteRecord } from './delete.ts'
import { deletePage, receiptPage } from './page.ts'

/** Having everything deleted. */
export const deletionRoutes = (ports: RecordPorts): Route[] => [
  {
    method: 'GET',
    path: '/you/delete',
    may: 'client',
    handle: async ({ viewer }) => page(deletePage(await standing(ports, viewer))),
  },
  {
    method: 'POST',
    path: '/you/delete',
    may: 'client',
    takes: 'form',
    handle: async (visit) => {
      if (field(visit, 'sure') !== 'yes')
        return page(deletePage({ ...(await standing(ports, visit.viewer)), error: true }), { status: 422 })
      const done = await deleteRecord(ports, visit.viewer.actor, visit.requestId)
      return done.kind === 'held'
        ? page(deletePage({ reviewOn: done.reviewOn, apart: false }), { status: 409 })
        : page(receiptPage(done), { cookies: forgetClient })
    },
  },
]

/** What the page has to say of this record: whether it is held, and whether something may be theirs that is not in it. */
const standing = ({ db }: RecordPorts, { actor, id }: Viewer) =>
  db.withActor(actor, async (tx) => {
    await settleMine(tx)
    return {
      reviewOn: (await myHold.one(tx, id))?.reviewOn ?? null,
      apart: (await appointmentsOfClient(tx)).some(({ apart }) => apart),
    }
  })
