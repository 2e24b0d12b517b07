import { html } from '#lib/html'
import { sentence } from '#lib/text'
import { timeWords, whenWords } from '#lib/time'
import { countPagesWaiting } from '#coaches'
import { insetText } from '#nhsuk'
import { mailTurnedAway } from '#notifications'
import { currentServices } from '#organisations'
import { page, type Reply } from '#web'
import { listed, many, staffPage } from '../pages/parts.ts'
import { countOpenTasks } from '../board/queries.ts'
import { unreadLine } from '../board/unread.ts'
import { countOpenReplies } from '../replies/queries.ts'
import type { Turn } from '../turn.ts'
import { home as programme } from '../programme/paths.ts'
import { dayLinks, dayOf } from './day.ts'
import {
  messagesFailed,
  operationsCounts,
  operationsSessions,
  sessionsUnacknowledged,
  sessionsWaiting,
} from './queries.ts'
import { modeWord } from './rota.ts'

const home = '/team/operations'
const toSession = ({ id, reference }: { id: string; reference: string }) =>
  html`<a href="${home}/sessions/${id}">${reference}</a>`

/** What waits, what did not arrive, and the sessions of a day. Nobody is named here. */
export async function showOperations({ tx, team, visit }: Turn): Promise<Reply> {
  const day = dayOf(visit)
  const counts = (await operationsCounts.one(tx))!
  const tasks = (await countOpenTasks.one(tx))!
  const replies = (await countOpenReplies.one(tx))!.open
  const unread = await unreadLine(tx, visit.now)
  const pages = (await countPagesWaiting.one(tx))!.waiting
  const waiting = await sessionsWaiting(tx)
  const unacknowledged = await sessionsUnacknowledged(tx)
  const services = new Map((await currentServices(tx)).map(({ key, name }) => [key, name]))
  const failed = await messagesFailed(tx)
  const turnedAway = (await mailTurnedAway.one(tx))!.messages
  const sessions = await operationsSessions(tx, day.from, day.until)
  return page(
    staffPage({
      title: 'Operations',
      team,
      wide: true,
      body: html`<p><a href="${home}/behalf">Book for a caller</a>, or <a href="${home}/behalf/find">move or cancel for one</a>.<br><a href="${home}/requests">Requests and free times</a>: the next free time, and who waits.</p>
        <p><a href="${programme}">Change the programme</a>: services, contacts, closures and pauses.<br><a href="${home}/plain">Easy read and other languages</a>: who checked which text.<br><a href="${home}/pages">Coaches’ public pages</a>: ${pages} to read.</p>
        <p>
          ${many(counts.waiting, 'session waits', 'sessions wait')} for another coach.
          <a href="${home}/recovery">What became of sessions whose coach is away</a>
        </p>
        <p>
          <a href="${home}/tasks">${many(tasks.open, 'task')} to do</a>, ${tasks.overdue} overdue.
          <a href="${home}/replies">${many(replies, 'reply', 'replies')}</a> to read.
          ${many(counts.failed, 'message')} failed in the last 7 days. ${many(counts.late, 'message is', 'messages are')} late.
        </p>
        ${
          turnedAway > 0 &&
          insetText({
            html: html`<p><strong>The mail relay refuses us</strong>: ${many(turnedAway, 'message')} could not be handed over. Mail is tried again for 6 hours; codes to sign in with are not. Tell whoever runs the system: the relay does not take the user, the password or the sender in <code>SMTP_URL</code>, or this machine.</p>`,
          })
        }
        ${unread}
        ${listed({
          caption: 'Sessions nobody has acknowledged',
          head: ['Reference', 'Start', 'Service', 'Coach', 'Asked', 'Do'],
          rows: unacknowledged.map((row) => [
            toSession(row),
            sentence(whenWords(row.startsAt, visit.now)),
            services.get(row.serviceKey) ?? row.serviceKey,
            row.coach,
            sentence(whenWords(row.askedAt, visit.now)),
            html`<a href="${home}/sessions/${row.id}/cover">Find cover<span class="nhsuk-u-visually-hidden">: ${row.reference}</span></a>`,
          ]),
          none: 'No session that starts soon waits for its coach to answer.',
          limit: 50,
        })}
        ${listed({
          caption: 'Sessions that need another coach or time',
          head: ['Reference', 'When', 'How', 'Coach', 'Since'],
          rows: waiting.map((row) => [
            toSession(row),
            sentence(whenWords(row.startsAt, visit.now)),
            modeWord(row.mode),
            row.coach,
            sentence(whenWords(row.madeAt, visit.now)),
          ]),
          none: 'No session waits for another coach.',
          limit: 50,
        })}
        ${listed({
          caption: 'Messages that did not arrive',
          head: ['Reference', 'Message', 'Why', 'When'],
          rows: failed.map(({ bookingId, reference, kind, fault, dueAt }) => [
            toSession({ id: bookingId, reference }),
            sentence(kind.replaceAll('-', ' ')),
            sentence(fault ?? 'not known'),
            sentence(whenWords(dueAt, visit.now)),
          ]),
          none: 'Every message of the last 7 days arrived or is on its way.',
          limit: 50,
        })}
        ${dayLinks(home, day)}
        ${listed({
          caption: 'Sessions on this day',
          head: ['Time', 'Reference', 'How', 'Coach', 'Board', 'Role'],
          rows: sessions.map((row) => [
            timeWords(row.startsAt),
            toSession(row),
            modeWord(row.mode),
            row.coach,
            row.area ?? 'Not given',
            row.roleGroup ?? 'Not given',
          ]),
          none: 'No sessions on this day.',
          limit: 500,
        })}`,
    }),
  )
}
