import { html, type SafeHtml } from '#lib/html'
import { fromCell, fromWords, untilCell } from '#lib/edges'
import { button, input, insetText, summaryList } from '#nhsuk'
import type { changesOf, closuresBetween, Service, Span } from '#organisations'
import type { FieldErrors } from '#web'
import { act, listed, staffPage, written } from '../../pages/parts.ts'
import type { Team } from '../../turn.ts'
import { closures, home } from '../paths.ts'
import { asFields, type TypedSpan } from '../typed.ts'
import { insideWords, ofServices } from '../words.ts'
import { history } from './history.ts'
import { spanFields } from './span-form.ts'

export type ClosuresPage = {
  team: Team
  now: Temporal.Instant
  services: readonly Service[]
  closures: readonly (Awaited<ReturnType<typeof closuresBetween>>[number] & { inside: number })[]
  typed: TypedSpan
  errors: FieldErrors
  changes: Awaited<ReturnType<typeof changesOf>>
}

/** Closures that are not over, and a form that looks at a new one before it is kept. */
export const closuresPage = ({
  team,
  now,
  services,
  closures: closed,
  typed,
  errors,
  changes,
}: ClosuresPage): SafeHtml =>
  staffPage({
    title: 'Closures',
    team,
    back: home,
    wide: true,
    errors,
    body: html`
      <p>In a closure no session is offered. Sessions that are booked in it stand.</p>
      ${listed({
        caption: 'Closures now and to come',
        head: ['What', 'From', 'Until', 'Reason', 'Bookings', 'Change'],
        rows: closed.map(({ id, serviceKey, startsAt, endsAt, reason, inside }) => [
          ofServices(serviceKey, services),
          fromCell(startsAt, now),
          untilCell(endsAt, now),
          written(reason),
          insideWords(inside),
          act(
            `${closures}/${id}/end`,
            Temporal.Instant.compare(startsAt, now) < 0 ? 'End it now' : 'Take it back',
            `${ofServices(serviceKey, services)}, from ${fromWords(startsAt, now)}`,
          ),
        ]),
        none: 'Nothing is closed now or to come.',
      })}
      <h2 class="nhsuk-heading-m">Close some time</h2>
      <form method="get" action="${closures}/check" novalidate>
        ${spanFields('closure', services, typed, errors)}
        ${button({ text: 'Continue', preventDoubleClick: true })}
      </form>
      ${history(changes, now)}`,
  })

export type CheckPage = {
  team: Team
  now: Temporal.Instant
  services: readonly Service[]
  span: Span
  inside: number
  typed: TypedSpan
  errors: FieldErrors
}

/** A new closure before it is kept: when it is, and how many bookings are inside. */
export const checkPage = ({ team, now, services, span, inside, typed, errors }: CheckPage): SafeHtml =>
  staffPage({
    title: 'Check this closure',
    team,
    back: `${closures}?${new URLSearchParams(asFields(typed)).toString()}`,
    errors,
    body: html`
      ${summaryList({
        rows: [
          row('What', ofServices(span.serviceKey, services)),
          row('From', fromCell(span.startsAt, now)),
          row('Until', untilCell(span.endsAt, now)),
          row('Bookings', insideWords(inside)),
        ],
      })}
      ${
        inside > 0 &&
        insetText({
          html: html`<p>${inside === 1 ? 'It stands' : 'They stand'}: nobody is told anything by this closure, and the sessions take place. To cancel one or find it another coach is an act of its own.</p>`,
        })
      }
      <form method="post" action="${closures}" novalidate>
        ${asFields(typed).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
        ${input({
          id: 'words',
          name: 'words',
          value: typed.words,
          label: { text: 'Reason' },
          hint: { text: 'For those who run the programme, such as “Training day”. No client reads it' },
          autocomplete: 'off',
          errorMessage: errors['words'],
        })}
        ${button({ text: 'Close this time', preventDoubleClick: true })}
      </form>`,
  })

const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } })
