import type { Tx } from '#lib/sql'
import { html, type Piece, type SafeHtml } from '#lib/html'
import { isUuid, sentence } from '#lib/text'
import { whenWords } from '#lib/time'
import { record } from '#audit'
import { closeReply } from '#booking'
import { insetText } from '#nhsuk'
import { NotFound, page, seeOther, type Reply, type Route, type Visit } from '#web'
import { act, listed, pager, staffPage, written } from '../pages/parts.ts'
import { byOf, routesOf, teamOf, type Team, type Turn } from '../turn.ts'
import { dutyReplies, dutyReply, pageSizes } from './queries.ts'
import { readReply, type ReadPorts } from './read.ts'

const home = '/team/duty'

/** Replies that somebody has to look at now, for whoever has the duty: read at once, and on record before they show. */
export function dutyReplyRoutes(ports: ReadPorts): Route[] {
  const { post } = routesOf(ports.db, 'duty_lead')
  return [
    {
      method: 'POST',
      path: `${home}/replies/:id`,
      may: 'duty_lead',
      takes: 'form',
      handle: (visit) => read(ports, visit),
    },
    post(`${home}/replies/:id/close`, close),
  ]
}

/** The list of them on the page of the duty. */
export async function listOfReplies(tx: Tx, now: Temporal.Instant, at: number): Promise<Piece> {
  const replies = await dutyReplies(tx, at)
  // What was on a page further on has come up since, as some before it were seen to.
  if (at > 1 && replies.length === 0) return listOfReplies(tx, now, 1)
  const total = replies[0]?.total ?? 0
  return html`${listed({
    caption: 'Replies to look at now',
    head: ['Came', 'By', 'Read', 'Seen to'],
    rows: replies.map(({ id, receivedAt, channel, further }) => {
      const came = sentence(whenWords(receivedAt, now))
      return [
        came,
        channel === 'text' ? 'Text' : 'Email',
        act(`${home}/replies/${id}`, 'Read it', came, undefined),
        html`${act(`${home}/replies/${id}/close`, 'I have seen to it', came)}${further > 0 && html`<br>${further} more from the same sender come up as you see to these`}`,
      ]
    }),
    none: 'There is none.',
  })}${pager({ path: home, name: 'replies', page: at, size: pageSizes.duty, total })}`
}

async function rowOf(tx: Tx, id = '') {
  const row = isUuid(id) ? await dutyReply.one(tx, id) : undefined
  if (!row) throw new NotFound()
  return row
}

async function read(ports: ReadPorts, visit: Visit): Promise<Reply> {
  const { viewer, requestId, now } = visit
  const { row, team } = await ports.db.withActor(viewer.actor, async (tx) => ({
    row: await rowOf(tx, visit.params['id']),
    team: await teamOf(tx, visit),
  }))
  const said = await readReply(ports, viewer, row, 'safety', requestId)
  if (!said) throw new NotFound()
  return page(readPage({ team, now, ...row, ...said }))
}

const readPage = (one: {
  team: Team
  now: Temporal.Instant
  receivedAt: Temporal.Instant
  words: string
  number: string | null
}): SafeHtml =>
  staffPage({
    title: 'What they wrote',
    caption: `Came ${whenWords(one.receivedAt, one.now)}`,
    team: one.team,
    back: home,
    body: html`${insetText({ html: html`<p>${one.words.trim() === '' ? 'A message without words.' : written(one.words)}</p>` })}
      ${one.number !== null && html`<p>It came from ${one.number}.</p>`}
      <p>It is here because of its words, or because it could not be read: nobody has judged it. It is on record that you read it.</p>`,
  })

async function close({ tx, visit }: Turn): Promise<Reply> {
  const row = await rowOf(tx, visit.params['id'])
  if (await closeReply.one(tx, row.id, visit.viewer.id, 'seen'))
    await record(tx, {
      ...byOf(visit),
      verb: 'reply.closed',
      ...(row.bookingId === null
        ? { subjectKind: 'reply', subjectId: row.id }
        : { subjectKind: 'booking', subjectId: row.bookingId, objectId: row.id }),
    })
  return seeOther(home)
}
