import { html, type SafeHtml } from '#lib/html'
import { sentence } from '#lib/text'
import { timeWords, whenWords } from '#lib/time'
import { alertsToReview } from '#coaching'
import { button, input, tag } from '#nhsuk'
import { reviewStanding } from '#people'
import { page, type Reply } from '#web'
import { levelOf } from '../duty/words.ts'
import { delaysToReview, grants } from '../glass/queries.ts'
import { complaintsWaiting } from './queries.ts'
import { act, listed, many, staffPage, written } from '../pages/parts.ts'
import { arrivals, openingsToReview } from '../review/queries.ts'
import type { Turn } from '../turn.ts'

const home = '/team/governance'

/** What governance has to decide and to look at. */
export async function showGovernance(
  { tx, team, visit: { viewer, now } }: Turn,
  looked: { typed: string; error: string } | null = null,
): Promise<Reply> {
  const asked = await grants(tx, viewer.id)
  const delays = await delaysToReview(tx, viewer.id)
  const alerts = await alertsToReview(tx)
  const openings = await openingsToReview(tx, viewer.id)
  const complaints = (await complaintsWaiting.one(tx))!
  const access = await reviewStanding(tx, now)
  const when = (at: Temporal.Instant) => sentence(whenWords(at, now))
  const waiting = asked.filter(({ state }) => state === 'asked')
  const open = asked.filter(({ state }) => state === 'open')
  return page(
    staffPage({
      title: 'Governance',
      team,
      wide: true,
      errors: looked ? { reference: looked.error } : {},
      body: html`<p>
          ${many(waiting.length, 'request')} to break the glass, ${many(delays.length, 'delay')} and
          ${many(openings.length, 'opening')} to review.
        </p>
        ${complaintsLine(complaints)}
        <p>
          ${access.overdue && html`${tag({ text: 'Overdue', colour: 'red' })} `}${access.words}
          <a href="/team/people/review">Review who may do what</a>
        </p>
        <ul class="nhsuk-list">
          <li><a href="${home}/concerns">Concerns about somebody’s safety</a></li>
          <li><a href="${home}/turns">Turns of duty</a></li>
          <li><a href="${home}/supervision">Who supervises whom</a></li>
          <li><a href="${home}/plain">Easy read and other languages: who checked which text</a></li>
        </ul>
        ${listed({
          caption: 'Requests to break the glass',
          head: ['Asked', 'By', 'Session', 'Why', 'For', 'Telling them', 'Decide'],
          rows: waiting.map((each) => [
            when(each.askedAt),
            each.asker,
            each.reference,
            written(each.reason),
            `${each.minutes} minutes`,
            written(each.delayReason ?? 'At once'),
            each.mine ? 'Somebody else decides' : decide(each),
          ]),
          none: 'Nobody asks for a record to be opened.',
        })}
        ${asked.length > 0 && html`<p>Who approves has been in governance for three days, and neither invited the one who asks nor was invited by them.</p>`}
        <p><a href="${home}/glass">Ask for a record to be opened</a></p>
        ${listed({
          caption: 'Open now',
          head: ['Session', 'Holder', 'Agreed by', 'Until', 'Do'],
          rows: open.map((each) => [
            each.reference,
            each.asker,
            each.approver ?? '',
            timeWords(each.until!),
            html`${each.mine && act(`${home}/glass/${each.id}/open`, 'Open the record', each.reference)}${act(`${home}/glass/${each.id}/end`, 'Close it', each.reference)}`,
          ]),
          none: 'No record is open.',
        })}
        ${listed({
          caption: 'Clients who were not told at once',
          head: ['Session', 'Opened', 'By', 'Why', 'Review'],
          rows: delays.map((each) => [
            each.reference,
            `${when(each.openedAt)}${each.late ? '. More than 72 hours ago' : ''}`,
            each.asker,
            written(each.delayReason),
            each.apart
              ? act(`${home}/glass/${each.id}/review-delay`, 'Reviewed: tell them', each.reference)
              : 'Somebody else reviews',
          ]),
          none: 'No telling was put off.',
        })}
        ${listed({
          caption: 'Many records opened',
          head: ['When', 'Coach', 'Review'],
          rows: alerts.map(({ id, at, coach }) => [
            when(at),
            coach,
            act(`${home}/alerts/${id}/review`, 'Reviewed', coach),
          ]),
          none: 'No coach opened more than 60 records in an hour.',
        })}
        ${listed({
          caption: 'Names and concerns that were opened, to review',
          head: ['When', 'By', 'As', 'What', 'Why', 'Review'],
          rows: openings.map((each) => {
            const what = each.reference ?? concernWords(each, when)
            return [
              when(each.openedAt),
              each.by,
              roleWords[each.asRole] ?? each.asRole,
              what,
              written(
                each.reason ??
                  (each.asRole === 'governance' ? 'What was said' : 'Name, number, place and what was said'),
              ),
              each.apart ? act(`${home}/openings/${each.id}/review`, 'Reviewed', what) : 'Somebody else reviews',
            ]
          }),
          none: 'Every look has been reviewed.',
          limit: 100,
        })}
        ${newcomers(await arrivals(tx), when)}
        ${find(looked)}`,
    }),
    looked ? { status: 422 } : {},
  )
}

const complaintsLine = ({ waiting, late }: { waiting: number; late: readonly string[] }): SafeHtml =>
  html`<p>
    ${late.length > 0 && html`${tag({ text: 'Late', colour: 'red' })} `}${many(waiting, 'complaint')} about data
    ${waiting === 1 ? 'waits' : 'wait'}${late.length > 0 && html`, of which ${late.join(', ')} ${late.length === 1 ? 'is' : 'are'} late`}.
    <a href="/team/privacy">Look at people’s data</a>
  </p>`

const concernWords = (
  { level, raisedAt }: { level: number | null; raisedAt: Temporal.Instant | null },
  when: (at: Temporal.Instant) => string,
) => `Concern${level === null ? '' : `, ${levelOf(level)}`}${raisedAt === null ? '' : `. ${when(raisedAt)}`}`

const roleWords: Record<string, string> = {
  lead_ops: 'Operations',
  governance: 'Governance',
  duty_lead: 'Duty',
  sysadmin: 'System',
}

const newcomers = (all: Awaited<ReturnType<typeof arrivals>>, when: (at: Temporal.Instant) => string): SafeHtml =>
  listed({
    caption: 'New in governance, operations or on the machines, within 30 days',
    head: ['When', 'Who', 'As', 'Let in by'],
    rows: all.map(({ givenAt, name, role, giver }) => [
      when(givenAt),
      name,
      roleWords[role] ?? role,
      giver ?? 'The operator',
    ]),
    none: 'Nobody came.',
    limit: 100,
  })

const decide = ({ id, reference, apart }: { id: string; reference: string; apart: boolean }): SafeHtml =>
  html`${apart ? act(`${home}/glass/${id}/approve`, 'Approve', reference) : 'Somebody else approves. '}${act(`${home}/glass/${id}/refuse`, 'Refuse', reference)}`

/** Looks a session up, for its trail and for whose it is. */
const find = (looked: { typed: string; error: string } | null): SafeHtml =>
  html`<h2 class="nhsuk-heading-m">Look up a session</h2>
    <form method="post" action="${home}/find" novalidate>
      ${input({
        id: 'reference',
        name: 'reference',
        value: looked?.typed,
        errorMessage: looked?.error,
        label: { text: 'Reference' },
        width: 10,
        autocomplete: 'off',
        spellcheck: false,
      })}
      ${button({ text: 'Look up', variant: 'secondary' })}
    </form>
    <p><a href="${home}/trail">The whole trail</a></p>`
