import { html, type SafeHtml } from '#lib/html'
import { untilWords } from '#lib/edges'
import { summaryList, tag } from '#nhsuk'
import { pausedNotice, type changesOf, type Pause, type Programme, type Service } from '#organisations'
import { listed, many, staffPage } from '../../pages/parts.ts'
import type { Team } from '../../turn.ts'
import { bankHolidays, closures, contacts, pauses, services } from '../paths.ts'
import { history } from './history.ts'

export type HomePage = {
  team: Team
  now: Temporal.Instant
  services: readonly { service: Service; pause: Pause | null }[]
  about: Programme
  /** The pause of every service at this moment. */
  paused: Pause | null
  ahead: { closures: number; pauses: number; holiday: string | null }
  changes: Awaited<ReturnType<typeof changesOf>>
}

/** What can be changed of the programme, as it is now, and what was changed last. */
export const homePage = ({ team, now, services: offered, about, paused, ahead, changes }: HomePage): SafeHtml =>
  staffPage({
    title: 'The programme',
    team,
    back: '/team/operations',
    wide: true,
    body: html`
      ${paused && pausedNotice(paused, now)}
      ${listed({
        caption: 'Services',
        head: ['Service', 'Now', 'Notice', 'Days ahead', 'Version'],
        rows: offered.map(({ service, pause }) => [
          html`<a href="${services}/${service.key}">${service.name}</a>`,
          stateOf(service, pause, now),
          service.bookable === 'slots' ? many(service.noticeMinutes, 'minute') : '–',
          service.bookable === 'slots' ? String(service.windowDays) : '–',
          String(service.version),
        ]),
        none: 'There is no service.',
      })}
      <h2 class="nhsuk-heading-m">When nothing is offered</h2>
      <ul class="nhsuk-list">
        <li><a href="${closures}">Closures</a>: days or hours in which no session is offered. ${countWords(ahead.closures)}</li>
        <li><a href="${bankHolidays}">Bank holidays</a>${ahead.holiday && html`: the next is ${ahead.holiday}.`}</li>
        <li><a href="${pauses}">Pauses of new bookings</a>: no new booking is taken, whenever its session would be. ${countWords(ahead.pauses)}</li>
      </ul>
      <h2 class="nhsuk-heading-m">What the programme says of itself</h2>
      ${summaryList({
        rows: [
          row('Name', about.name),
          row('Telephone', about.phone),
          row('For coaches about somebody’s safety', about.dutyPhone),
          row('Email address', about.email),
          row('Who runs it', about.runBy),
        ],
      })}
      <p><a href="${contacts}">Change the names and contacts</a></p>
      ${history(changes, now)}`,
  })

const row = (key: string, value: string | null) => ({ key: { text: key }, value: { text: value ?? 'Not said' } })

const countWords = (ahead: number) => (ahead === 0 ? 'None now or to come.' : `${ahead} now or to come.`)

/** Whether a service takes bookings now, by a word and a colour. */
export const stateOf = (service: Service, pause: Pause | null, now: Temporal.Instant): SafeHtml =>
  pause
    ? html`${tag({ text: 'Paused', colour: 'orange' })} until ${untilWords(pause.endsAt, now)}`
    : tag({
        text: service.bookable === 'slots' ? 'Open' : 'By enquiry',
        colour: service.bookable === 'slots' ? 'green' : 'grey',
      })
