import type { Db } from '#lib/door'
import { isUuid } from '#lib/text'
import { decideAbout, pageDecided, pagesWaiting, pageWaiting, photoOf, typeOf } from '#coaches'
import { field, NotFound, page, seeOther, type FieldErrors, type Reply, type Route } from '#web'
import { routesOf, type Turn } from '../turn.ts'
import { listPage, onePage, type Waiting } from './pages.ts'

/** What coaches wrote for everybody to read, for whoever plans their time or runs operations at their own provider. */
export const coachPageRoutes = (db: Db): Route[] => [
  ...of(db, 'partner_rota', '/team/rota'),
  ...of(db, 'lead_ops', '/team/operations'),
]

function of(db: Db, role: 'partner_rota' | 'lead_ops', landing: string): Route[] {
  const home = `${landing}/pages`
  const { get, post } = routesOf(db, role)
  return [
    get(home, async ({ tx, team }) => page(listPage({ team, home, back: landing, waiting: await pagesWaiting(tx) }))),
    get(`${home}/:id`, async (turn) => show(turn, home, await named(turn))),
    get(`${home}/:id/photo`, async (turn) => {
      const { coachId, photo } = await named(turn)
      const found = photo && (await photoOf.one(turn.tx, coachId, photo))
      if (!found) throw new NotFound()
      return { kind: 'file', body: found.bytes, type: typeOf(found.kind) }
    }),
    post(`${home}/:id/accept`, async (turn) => decide(turn, home, role, null)),
    post(`${home}/:id/return`, async (turn) => {
      const answer = field(turn.visit, 'answer').replaceAll('\r\n', '\n')
      const wrong =
        answer === '' ? 'Say what to change' : answer.length > 1_000 && 'This must be 1,000 characters or fewer'
      return wrong ? show(turn, home, await named(turn), answer, { answer: wrong }) : decide(turn, home, role, answer)
    }),
  ]
}

const show = ({ team }: Turn, home: string, waiting: Waiting, answer = '', errors: FieldErrors = {}): Reply =>
  page(onePage({ team, home, waiting, answer, errors }), Object.keys(errors).length > 0 ? { status: 422 } : {})

/** Decides, once; pressed twice, the second finds that it is as the first left it. */
async function decide(
  turn: Turn,
  home: string,
  role: 'partner_rota' | 'lead_ops',
  answer: string | null,
): Promise<Reply> {
  const { tx, by, visit } = turn
  const waiting = await waitingIn(turn)
  if (waiting && (await decideAbout(tx, waiting, answer, { ...by, actorKind: role }))) return seeOther(home)
  const id = visit.params['id'] ?? ''
  if (isUuid(id) && (await pageDecided.one(tx, id, answer))) return seeOther(home)
  throw new NotFound()
}

/** What waits still, of one's own provider; anything else is not found. */
async function named(turn: Turn): Promise<Waiting> {
  const waiting = await waitingIn(turn)
  if (!waiting) throw new NotFound()
  return waiting
}

async function waitingIn({ tx, visit }: Turn): Promise<Waiting | undefined> {
  const id = visit.params['id'] ?? ''
  return isUuid(id) ? pageWaiting.one(tx, id) : undefined
}
