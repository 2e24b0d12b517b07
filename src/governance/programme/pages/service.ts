import { html, type SafeHtml } from '#lib/html'
import { button, input, summaryList, textarea } from '#nhsuk'
import {
  boundsOf,
  longestOf,
  openWords,
  type changesOf,
  type Pause,
  type Service,
  type ServiceWords,
} from '#organisations'
import type { FieldErrors } from '#web'
import { staffPage } from '../../pages/parts.ts'
import type { Team } from '../../turn.ts'
import { home, pauses, services } from '../paths.ts'
import { labels } from '../words.ts'
import { history } from './history.ts'
import { stateOf } from './home.ts'
import { newerErrors, newerNotice } from './newer.ts'

/** What is typed of a service, by the name of its part. */
export type TypedService = Record<keyof ServiceWords, string>

export type ServicePage = {
  team: Team
  now: Temporal.Instant
  service: Service
  pause: Pause | null
  typed: TypedService
  errors: FieldErrors
  /** Whether it was changed while this was typed. */
  newer: boolean
  changes: Awaited<ReturnType<typeof changesOf>>
}

/** One service: what it says, how far ahead it is booked, whether it takes bookings, and what was changed. */
export const servicePage = ({ team, now, service, pause, typed, errors, newer, changes }: ServicePage): SafeHtml =>
  staffPage({
    title: service.name,
    caption: `Version ${service.version}`,
    team,
    back: home,
    wide: true,
    errors: newer ? newerErrors : errors,
    body: html`
      ${newer && newerNotice()}
      <p>${stateOf(service, pause, now)} · <a href="${pauses}?service=${service.key}">Pause new bookings of this service</a></p>
      <p>What you save holds from then on. Bookings that stand keep what they were made under.</p>
      <form method="post" action="${services}/${service.key}" novalidate>
        <input type="hidden" name="version" value="${service.version}">
        ${line('name', typed, errors)} ${longer('description', typed, errors)} ${longer('whoFor', typed, errors)}
        ${longer('whatHappens', typed, errors)} ${longer('deliveredBy', typed, errors)}
        ${
          service.bookable === 'slots' &&
          html`${number('noticeMinutes', typed, errors)}
        ${number('interpreterNoticeHours', typed, errors)} ${number('windowDays', typed, errors)}`
        }
        ${button({ text: 'Save', preventDoubleClick: true })}
      </form>
      <h2 class="nhsuk-heading-m">What is not changed here</h2>
      ${summaryList({
        rows: [
          fact('Length', `${[service.minutes, ...service.alsoMinutes].join(' or ')} minutes`),
          fact('Hours', `${openWords([service])}, every day`),
          fact(
            'How it is booked',
            service.bookable === 'slots' ? 'By choosing a time' : 'By telling us of an interest',
          ),
        ],
      })}
      ${history(changes, now)}`,
  })

const fact = (key: string, value: string) => ({ key: { text: key }, value: { text: value } })

type Line = (field: keyof ServiceWords, typed: TypedService, errors: FieldErrors) => SafeHtml

const line: Line = (field, typed, errors) =>
  input({
    id: field,
    name: field,
    value: typed[field],
    label: { text: labels[field]! },
    autocomplete: 'off',
    errorMessage: errors[field],
  })

const longer: Line = (field, typed, errors) =>
  textarea({
    id: field,
    name: field,
    value: typed[field],
    rows: 3,
    label: { text: labels[field]! },
    hint: { text: `At most ${longestOf[field as keyof typeof longestOf]} characters. Clients read this` },
    errorMessage: errors[field],
  })

const number: Line = (field, typed, errors) => {
  const [least, most] = boundsOf[field as keyof typeof boundsOf]
  return input({
    id: field,
    name: field,
    value: typed[field],
    label: { text: labels[field]! },
    hint: { text: `From ${least} to ${most}` },
    width: 5,
    inputmode: 'numeric',
    autocomplete: 'off',
    errorMessage: errors[field],
  })
}
