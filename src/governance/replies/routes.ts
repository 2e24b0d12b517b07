import { isUuid } from '#lib/text'
import { record } from '#audit'
import { closeReply, isReplyOutcome } from '#booking'
import { field, NotFound, page, seeOther, type Reply, type Route, type Visit } from '#web'
import { pageIn } from '../pages/parts.ts'
import { byOf, routesOf, teamOf, type Turn } from '../turn.ts'
import { home, outcomePage, readPage, repliesPage, whyPage } from './pages.ts'
import { closedLately, countOpenReplies, findReply, openReplies } from './queries.ts'
import { readReply, type ReadPorts } from './read.ts'
import { isReason } from './rules.ts'

/** What people answered to texts, for operations. */
export function replyRoutes(ports: ReadPorts): Route[] {
  const { get, post } = routesOf(ports.db, 'lead_ops')
  return [
    get(home, list),
    get(`${home}/:id`, async (turn) => page(whyPage({ team: turn.team, now: turn.visit.now, row: await rowOf(turn) }))),
    { method: 'POST', path: `${home}/:id`, may: 'lead_ops', takes: 'form', handle: (visit) => read(ports, visit) },
    post(`${home}/:id/close`, close),
  ]
}

async function list({ tx, team, visit }: Turn): Promise<Reply> {
  const from = visit.query['from'] ?? ''
  const [of, at, seen] = [isUuid(from) ? from : null, pageIn(visit), pageIn(visit, 'seen')]
  const [open, closed] = [await openReplies(tx, of, at), await closedLately(tx, seen)]
  // What was on a page further on has come up since, as some before it were seen to.
  if ((at > 1 && open.length === 0) || (seen > 1 && closed.length === 0)) return seeOther(home)
  const waiting = (await countOpenReplies.one(tx))!.open
  return page(repliesPage({ team, now: visit.now, waiting, of, open, closed, at, seen }))
}

async function rowOf({ tx, visit }: Pick<Turn, 'tx' | 'visit'>) {
  const id = visit.params['id'] ?? ''
  const row = isUuid(id) ? await findReply.one(tx, id) : undefined
  if (!row) throw new NotFound()
  return row
}

async function read(ports: ReadPorts, visit: Visit): Promise<Reply> {
  const { viewer, now, requestId } = visit
  const { row, team } = await ports.db.withActor(viewer.actor, async (tx) => ({
    row: await rowOf({ tx, visit }),
    team: await teamOf(tx, visit),
  }))
  const reason = field(visit, 'reason')
  if (!isReason(reason))
    return page(whyPage({ team, now, row, error: 'Choose why you need to read it' }), { status: 422 })
  const said = await readReply(ports, viewer, row, reason, requestId)
  if (!said) throw new NotFound()
  return page(readPage({ team, now, row, ...said }))
}

async function close(turn: Turn): Promise<Reply> {
  const { tx, visit, team } = turn
  const row = await rowOf(turn)
  const outcome = field(visit, 'outcome')
  if (row.closedAt !== null) return seeOther(home)
  if (!isReplyOutcome(outcome))
    return page(outcomePage({ team, now: visit.now, row, error: 'Choose how it came out' }), { status: 422 })
  if (await closeReply.one(tx, row.id, visit.viewer.id, outcome))
    await record(tx, {
      ...byOf(visit),
      verb: 'reply.closed',
      ...(row.bookingId === null
        ? { subjectKind: 'reply', subjectId: row.id }
        : { subjectKind: 'booking', subjectId: row.bookingId, objectId: row.id }),
    })
  return seeOther(home)
}
