import { appointmentsOfClient } from '#booking'
import { settleMine, tokenHash, youCookie } from '#identity'
import { field, forgetClient, page, type Reply, type Route, type Viewer, type Visit } from '#web'
import type { RecordPorts } from '../ports.ts'
import { myHold } from '../queries.ts'
import { deleteRecord, type NotDeleted, type Receipt } from './delete.ts'
import { answerOnce } from './once.ts'
import { deletePage, receiptPage } from './page.ts'

/** Having everything deleted. Sent twice by a double click it gives its receipt twice: the first is never seen. */
export function deletionRoutes(ports: RecordPorts): Route[] {
  const answers = answerOnce<Receipt | NotDeleted>(({ kind }) => kind === 'deleted')
  return [
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
        return said(
          await answers.once(sessionKeyOf(visit), () => deleteRecord(ports, visit.viewer.actor, visit.requestId)),
        )
      },
      again: async (visit) => {
        const answer = await answers.before(sessionKeyOf(visit))
        return answer ? said(answer) : null
      },
    },
  ]
}

const said = (done: Receipt | NotDeleted): Reply =>
  done.kind === 'held'
    ? page(deletePage({ reviewOn: done.reviewOn, apart: false }), { status: 409 })
    : page(receiptPage(done), { cookies: forgetClient })

const sessionKeyOf = ({ cookies }: Visit) => tokenHash(cookies[youCookie] ?? '').toString('hex')

/** What the page has to say of this record: whether it is held, and whether something may be theirs that is not in it. */
const standing = ({ db }: RecordPorts, { actor, id }: Viewer) =>
  db.withActor(actor, async (tx) => {
    await settleMine(tx)
    return {
      reviewOn: (await myHold.one(tx, id))?.reviewOn ?? null,
      apart: (await appointmentsOfClient(tx)).some(({ apart }) => apart),
    }
  })
