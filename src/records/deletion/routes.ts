import { field, forgetClient, page, type Route } from '#web'
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
    handle: async ({ viewer }) => {
      const held = await ports.db.withActor(viewer.actor, (tx) => myHold.one(tx, viewer.id))
      return page(deletePage({ reviewOn: held?.reviewOn ?? null }))
    },
  },
  {
    method: 'POST',
    path: '/you/delete',
    may: 'client',
    takes: 'form',
    handle: async (visit) => {
      if (field(visit, 'sure') !== 'yes') return page(deletePage({ reviewOn: null, error: true }), { status: 422 })
      const done = await deleteRecord(ports, visit.viewer.actor, visit.requestId)
      return done.kind === 'held'
        ? page(deletePage({ reviewOn: done.reviewOn }), { status: 409 })
        : page(receiptPage(done), { cookies: forgetClient })
    },
  },
]
