import { html, type SafeHtml } from '#lib/html'
import { phoneLink } from '#lib/phone'
import { button, insetText, warningCallout } from '#nhsuk'
import { layout } from '#web'
import type { Shown } from '../own-calendar/shown.ts'
import { underWayWords } from './under-way.ts'
import type { Week } from '../series/week.ts'
import type { DayLine, Line } from '../lines.ts'
import { weekPart } from './week.ts'

/** A line about a coach's time, with the id by which it can be changed. */

export type TimesPage = {
  team: string
  /** Hours that recur, each with the day of the next of them. */
  weekly: readonly (Line & { next: string | null })[]
  week: Week
  days: readonly DayLine[]
  /** Sessions given up with their hours that need another coach. */
  givenUp: number
  /** Those that the lead let go, and others that are not the coach's to hold. */
  letGo: number
  notHeld: number
  away: readonly (Line & {
    begun: boolean
    /** Sessions inside it that need another coach. */
    inside: number
    /** Those that have begun, which nobody else can be given. */
    underWay: number
  })[]
  /** The coach's own calendar; null without one. */
  calendar: Shown | null
  /** "8am to 10pm": when the coach's services are offered; null for a coach of none. */
  hours: string | null
  /** The programme's number; null where there is none. */
  phone: string | null
}

/** A coach's week, the days that differ, and when they are away, in words. */
export const timesPage = ({
  team,
  weekly,
  week,
  days,
  away,
  calendar,
  hours,
  phone,
  ...sessions
}: TimesPage): SafeHtml =>
  layout({
    title: 'Your times',
    back: '/team/today',
    team: { name: team },
    wide: true,
    body: html`<div class="nhsuk-u-reading-width">
      <h1 class="nhsuk-heading-l">Your times</h1>
      <p>People can book you in these hours${hours && `, as far as they lie within ${hours}`}. All times are London time.</p>
      ${calendar?.warning && warningCallout({ heading: calendar.warning.heading, headingLevel: 2, text: calendar.warning.text })}
      <h2 class="nhsuk-heading-m">Away</h2>
      ${away.length === 0 && html`<p>Nothing is planned.</p>`}
      ${away.map(
        ({ id, words, begun, inside, underWay }) => html`<p>${words}</p>
          ${inside > 0 && lookedFor(inside === 1 ? '1 session is inside, and' : `${inside} sessions are inside, and`, phone)}
          ${underWayWords(underWay)}
          ${act(`/team/times/away/${id}/end`, begun ? 'I am back' : 'I am not going away', words)}`,
      )}
      ${link('/team/times/away', 'I am away')}
      </div>
      ${weekPart(week)}
      <div class="nhsuk-u-reading-width">
      ${soughtParts(sessions, phone)}
      <h2 class="nhsuk-heading-m">Your usual week</h2>
      ${weekly.length === 0 && html`<p>You have no weekly hours.</p>`}
      ${
        weekly.length > 0 &&
        html`<ul class="nhsuk-list">
          ${weekly.map(
            ({ id, words, next }) =>
              html`<li>
                ${words}.
                ${
                  next !== null &&
                  html`<a href="/team/times/week/${id}?on=${next}"
                    >Change or stop<span class="nhsuk-u-visually-hidden">: ${words}</span></a
                  >`
                }
              </li>`,
          )}
        </ul>`
      }
      ${link('/team/times/week', 'Add weekly hours')}
      <h2 class="nhsuk-heading-m">Days that differ</h2>
      ${days.length === 0 && html`<p>None.</p>`}
      ${days.map(
        ({ words, path, on }) => html`<p>${words}</p>
          ${act(path, 'Back to the usual hours', words, on)}`,
      )}
      ${link('/team/times/day', 'Change one day')}
      <h2 class="nhsuk-heading-m">Your own calendar</h2>
      ${ownCalendar(calendar)}
      <p><a href="/team/profile">Your profile</a> · <a href="/team/feed">Your calendar feed</a></p>
      </div>`,
  })

function ownCalendar(calendar: Shown | null): SafeHtml {
  if (!calendar)
    return html`<p>Add one, and nobody new can book you while you are busy in it.</p>
    ${link('/team/times/calendar', 'Add your own calendar')}`
  const { warning, read, kind } = calendar
  return html`${read !== null && html`<p>${read}${kind === 'file' ? ', from a file' : ''}.</p>`}
    ${link('/team/times/calendar', warning ? 'Put your own calendar right' : 'See or change your own calendar')}`
}

const many = (sessions: number) => (sessions === 1 ? '1 session' : `${sessions} sessions`)
const areMany = (sessions: number) => `${many(sessions)} ${sessions === 1 ? 'is' : 'are'}`

/** What is looked for outside absences, by whose doing it is. */
const soughtParts = (
  { givenUp, letGo, notHeld }: Pick<TimesPage, 'givenUp' | 'letGo' | 'notHeld'>,
  phone: string | null,
) =>
  html`${givenUp > 0 && lookedFor(`${areMany(givenUp)} in hours that you gave up:`, phone)}
  ${letGo > 0 && inset(html`Operations look for another time for ${many(letGo)} of yours. You need do nothing.`, phone)}
  ${notHeld > 0 && lookedFor(`${areMany(notHeld)} not yours to hold:`, phone)}`

const lookedFor = (which: string, phone: string | null) =>
  inset(html`${which} another coach or time is looked for.`, phone)

const inset = (words: SafeHtml, phone: string | null) =>
  insetText({
    html: html`<p>
      ${words}
      ${phone && html`To speak with somebody about it, call ${phoneLink(phone)}.`}
    </p>`,
  })

/** A button that acts at once; what it is about is said to those who do not see what it stands beside. */
const act = (path: string, text: string, about: string, on: string | null = null) =>
  html`<form method="post" action="${path}" novalidate>
    ${on !== null && html`<input type="hidden" name="on" value="${on}">`}
    ${button({
      html: html`${text}<span class="nhsuk-u-visually-hidden">: ${about}</span>`,
      variant: 'secondary',
      small: true,
      preventDoubleClick: true,
    })}
  </form>`

const link = (href: string, text: string) => html`<p><a href="${href}">${text}</a></p>`
