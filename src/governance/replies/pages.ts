import { html, type SafeHtml } from '#lib/html'
import { sentence } from '#lib/text'
import { whenWords } from '#lib/time'
import { replyOutcomes, replyOutcomeWords, type ReplyOutcome } from '#booking'
import { button, insetText, select, warningCallout } from '#nhsuk'
import { listed, many, pager, staffPage, written } from '../pages/parts.ts'
import type { Team } from '../turn.ts'
import { pageSizes, type closedLately, type findReply, type openReplies } from './queries.ts'
import { reasons, reasonWords } from './rules.ts'

export const home = '/team/operations/replies'
type Row = Awaited<ReturnType<typeof findReply>>[number]

const session = ({ bookingId, reference }: Row) =>
  bookingId === null || reference === null
    ? 'No session has this contact'
    : html`<a href="/team/operations/sessions/${bookingId}">${reference}</a>`

/** What people answered, those that wait first; not what they said. */
export const repliesPage = (page: {
  team: Team
  now: Temporal.Instant
  /** How many wait in all. */
  waiting: number
  /** One whose sender they all are of; null where all are listed. */
  of: string | null
  open: Awaited<ReturnType<typeof openReplies>>
  closed: Awaited<ReturnType<typeof closedLately>>
  at: number
  seen: number
}): SafeHtml => {
  const { waiting, of, open, closed, at, seen } = page
  const when = (at: Temporal.Instant) => sentence(whenWords(at, page.now))
  return staffPage({
    title: 'Replies',
    team: page.team,
    back: of === null ? '/team/operations' : home,
    wide: true,
    body: html`<p>${many(waiting, 'reply waits', 'replies wait')} for somebody to read ${waiting === 1 ? 'it' : 'them'}.
        ${of !== null && 'These are all from one sender.'}
        STOP, which ends reminders, and MOVE, which is answered with a link, are seen to and not in this list.</p>
        ${
          open.some(({ lookNow }) => lookNow) &&
          warningCallout({
            heading: 'Look at these now',
            headingLevel: 2,
            html: html`<p>Some have words that somebody uses who may not be safe, or could not be read here. Whoever has the duty is told,
              too. It is a list of words and no judgement: read them.</p>`,
          })
        }
      ${listed({
        caption: 'To read',
        head: ['Came', 'By', 'Session', 'Do'],
        rows: open.map((row) => [
          row.lookNow ? html`<strong>Look now:</strong> ${when(row.receivedAt)}` : when(row.receivedAt),
          wayWords(row),
          session(row),
          html`<a href="${home}/${row.id}">Read it<span class="nhsuk-u-visually-hidden">: ${row.reference ?? 'no session'}, ${when(row.receivedAt)}</span></a>
            ${row.further > 0 && html`<br><a href="${home}?from=${row.id}">${row.further} more from the same sender</a>`}`,
        ]),
        none: 'Nobody waits for an answer.',
      })}
      ${pager({ path: of === null ? home : `${home}?from=${of}`, page: at, size: pageSizes.open, total: open[0]?.total ?? 0 })}
      ${listed({
        caption: 'Seen to in the last 7 days',
        head: ['Came', 'Session', 'How it came out', 'By', 'When', 'Do'],
        rows: closed.map((row) => [
          when(row.receivedAt),
          session(row),
          replyOutcomeWords(row.outcome as ReplyOutcome),
          row.closedBy ?? '',
          when(row.closedAt!),
          html`<a href="${home}/${row.id}">Read it<span class="nhsuk-u-visually-hidden">: ${row.reference ?? 'no session'}, ${when(row.receivedAt)}</span></a>`,
        ]),
        none: 'Nothing yet.',
      })}
      ${pager({ path: home, name: 'seen', page: seen, size: pageSizes.closed, total: closed[0]?.total ?? 0 })}`,
  })
}

const wayWords = ({ channel }: { channel: string }) => (channel === 'text' ? 'Text' : 'Email')

type One = { team: Team; now: Temporal.Instant; row: Row; error?: string | undefined }
const caption = ({ row, now }: One) => `Came ${whenWords(row.receivedAt, now)}`
const wrong = (error: string | undefined) => (error === undefined ? {} : { errorMessage: { text: error } })

/** Asks why somebody wants to read a reply. */
export const whyPage = (one: One): SafeHtml =>
  staffPage({
    title: 'Read a reply',
    caption: caption(one),
    team: one.team,
    back: home,
    errors: one.error === undefined ? {} : { reason: one.error },
    body: html`<p>Session: ${session(one.row)}.</p>
      <form method="post" action="${home}/${one.row.id}" novalidate>
        ${select({
          id: 'reason',
          name: 'reason',
          label: { text: 'Why do you need to read it?' },
          hint: { text: 'We record that you read it, and why.' },
          items: [{ value: '', text: 'Choose' }, ...reasons.map((value) => ({ value, text: reasonWords(value) }))],
          ...wrong(one.error),
        })}
        ${button({ text: 'Read it', preventDoubleClick: true })}
      </form>`,
  })

/** One reply in its words. */
export const readPage = (one: One & { words: string; number: string | null }): SafeHtml =>
  staffPage({
    title: 'What they wrote',
    caption: caption(one),
    team: one.team,
    back: home,
    body: html`${insetText({ html: html`<p>${one.words.trim() === '' ? 'A message without words.' : written(one.words)}</p>` })}
      <p>Session: ${session(one.row)}.
        ${one.number === null ? 'Where it came from is a contact of that session: it is shown there for a reason that you give.' : html`It came from ${one.number}.`}
        ${one.row.channel === 'email' && 'Anybody can write any address there: call before you say anything of a session.'}</p>
      <p>If they may not be safe, <a href="/team/worried">say so now</a>.</p>
      ${outcomeForm(one)}`,
  })

/** How it came out, asked once more where nothing was chosen: its words are not shown a second time. */
export const outcomePage = (one: One): SafeHtml =>
  staffPage({
    title: 'How did it come out?',
    caption: caption(one),
    team: one.team,
    back: `${home}/${one.row.id}`,
    errors: one.error === undefined ? {} : { outcome: one.error },
    body: outcomeForm(one),
  })

const outcomeForm = ({ row, error }: One) =>
  row.closedAt === null &&
  html`<form method="post" action="${home}/${row.id}/close" novalidate>
    ${select({
      id: 'outcome',
      name: 'outcome',
      label: { text: 'How did it come out?' },
      items: [
        { value: '', text: 'Choose' },
        ...replyOutcomes.map((value) => ({ value, text: replyOutcomeWords(value) })),
      ],
      ...wrong(error),
    })}
    ${button({ text: 'Save', preventDoubleClick: true })}
  </form>`
