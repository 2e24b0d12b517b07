import { html, type SafeHtml } from '#lib/html'
import { callForSafety } from '#lib/phone'
import { sentence } from '#lib/text'
import { dateWords, dayWords, timeWords } from '#lib/time'
import { awayNow, type Absence } from '#coaches'
import { nameInHtml } from '#identity'
import { card, insetText, tag } from '#nhsuk'
import { layout } from '#web'
import { adjustmentWords } from '../journey/words.ts'
import type { ShownNumber } from './number.ts'
import type { SessionOutcome } from '../outcome.ts'
import { coverAsked, coverWords, type CoverAsked } from '../cover/pages.ts'
import { soughtWords, type Sought } from './sought.ts'
import type { Opened } from '../gaps/opened.ts'
import { gaps } from '../gaps/pages.ts'
import type { Proposal } from '../gaps/propose.ts'
import { swapsAsked, type Offered, type OwnOffer } from '../swap/pages.ts'
import { outcomeButtons } from './outcome.ts'
import { acknowledgeBox, callBox, joinButton } from './reach.ts'

export type SessionCard = {
  id: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  status: string
  mode: string
  serviceName: string
  name: string | null
  adjustments: readonly string[]
  /** The client is not sure which coaching they want. */
  unsure: boolean
  /** What the coach may see of the number to ring; null without one. */
  number: ShownNumber | null
  /** Whether the coach has said that they will be there; null where that is not asked. */
  acknowledged: boolean | null
  /** Whether a colleague takes it, where cover is asked for; null where it is not. */
  covered: boolean | null
  /** Who asks for it, and whether whoever was to take it last could not. */
  coverBy: string | null
  coverMissed: boolean | null
  /** The swap that they offered for it; null without one. */
  swap: OwnOffer | null
  /** That another coach or time is looked for; null while it is theirs to hold. */
  sought: Sought | null
  /** Whether it has not begun. */
  ahead: boolean
  /** Whether it is time to join: from 15 minutes before the start until the end. */
  canJoin: boolean
  /** What may be said now of how it came out. */
  outcomes: readonly SessionOutcome[]
}

export type TodayPage = {
  coachName: string
  today: Temporal.PlainDate
  now: Temporal.Instant
  /** Days from today on, each with its sessions in order. */
  days: readonly { date: Temporal.PlainDate; sessions: readonly SessionCard[] }[]
  /** The coach's own room for video; null where there is none. */
  meetingLink: string | null
  /** The absence in which the coach is now; null while they are there. */
  away: Absence | null
  /** Whom to call about somebody's safety. */
  dutyPhone: string | null
  /** What is wrong with the coach's own calendar; null while nothing is. */
  calendar: { heading: string; text: string } | null
  /** Time that they could open for people who wait, null without any; and what they opened. */
  proposed: Proposal | null
  opened: readonly Opened[]
  /** Sessions that colleagues ask to be covered. */
  covers: readonly CoverAsked[]
  /** Swaps that colleagues offer. */
  swaps: readonly Offered[]
  /** Why what they pressed came to nothing; null where it did not. */
  gone: string | null
}

/** Whom to call, and the way to raise it then: about a session, where the page is of one. */
export const worried = (dutyPhone: string | null, session?: string): SafeHtml =>
  insetText({
    html: html`<p>
      Worried about somebody’s safety? ${callForSafety(dutyPhone)} Then
      <a href="/team/worried${session !== undefined && `?session=${session}`}">raise it</a>.
    </p>`,
  })

/** The coach's day: each session with time, name, how, and what makes it easier. */
export const todayPage = ({ coachName, today, days, meetingLink, dutyPhone, calendar, ...page }: TodayPage): SafeHtml =>
  layout({
    title: 'Today',
    team: { name: coachName },
    body: html`<h1 class="nhsuk-heading-l">Today<span class="nhsuk-caption-l">${dateWords(today)}</span></h1>
      <p><a href="/team/times">Your times</a>${page.away === null && html` · <a href="/team/times/ill">I am ill today</a>`}</p>
      ${page.away && awayNow(page.away, page.now)}
      ${worried(dutyPhone)}
      ${
        calendar &&
        insetText({
          html: html`<p>
            ${calendar.heading}. <a href="/team/times/calendar">See your own calendar</a>
          </p>`,
        })
      }
      ${page.gone !== null && insetText({ text: page.gone })}
      ${days.map(({ date, sessions }) => {
        const isToday = date.equals(today)
        const live = sessions.filter(({ status }) => status !== 'cancelled')
        return html`${!isToday && html`<h2 class="nhsuk-heading-m">${sentence(dayWords(date, today))}</h2>`}
          ${live.length === 0 ? html`<p>No sessions ${isToday ? 'today' : 'on this day'}.</p>` : live.map((session) => sessionCard(session, meetingLink))}
        ${isToday && gaps(page, today)} ${isToday && coverAsked(page.covers, page.now)}
        ${isToday && swapsAsked(page.swaps, page.now)}`
      })}`,
  })

function sessionCard(session: SessionCard, meetingLink: string | null): SafeHtml {
  const { id, startsAt, endsAt, status, mode, serviceName, name, adjustments, number, canJoin } = session
  const to = { action: `/team/today#session-${id}`, field: html`<input type="hidden" name="session" value="${id}">` }
  return card({
    attributes: { id: `session-${id}` },
    headingHtml: html`<a href="/team/sessions/${id}">${timeWords(startsAt)} to ${timeWords(endsAt)}: ${name === null ? 'a client' : nameInHtml(name)}</a>`,
    headingLevel: 3,
    headingSize: 's',
    descriptionHtml: html`<p>
        ${mode === 'video' ? 'Video' : 'Phone: you call'}. ${serviceName}. ${status !== 'booked' && tag({ text: statusWords(status) })}
      </p>
      ${adjustments.length > 0 && html`<p>Help or changes: ${adjustments.map((one) => adjustmentWords[one as keyof typeof adjustmentWords] ?? one).join(', ')}</p>`}
      ${session.sought && html`<p>${soughtWords(session.sought)}</p>`} ${acknowledgeBox(session)}
      ${status === 'booked' && session.sought === null && coverWords(session)}
      ${canJoin && meetingLink !== null && joinButton(meetingLink, session)}
      ${session.sought === null && number?.inWindow && callBox(number, to, session)} ${outcomeButtons(session)}`,
  })
}

/** FHIR's states in words. */
export const statusWords = (status: string): string =>
  ({ booked: 'Booked', cancelled: 'Cancelled', fulfilled: 'Attended', noshow: 'Did not attend' })[status] ?? status
