import { html, type SafeHtml } from '#lib/html'
import { fromCell, fromWords, untilCell } from '#lib/edges'
import { button, textarea } from '#nhsuk'
import { longestWords, type changesOf, type pausesFrom, type Service } from '#organisations'
import type { FieldErrors } from '#web'
import { act, listed, staffPage, written } from '../../pages/parts.ts'
import type { Team } from '../../turn.ts'
import { home, pauses } from '../paths.ts'
import type { TypedSpan } from '../typed.ts'
import { ofServices } from '../words.ts'
import { history } from './history.ts'
import { spanFields } from './span-form.ts'

export type PausesPage = {
  team: Team
  now: Temporal.Instant
  services: readonly Service[]
  pauses: Awaited<ReturnType<typeof pausesFrom>>
  typed: TypedSpan
  errors: FieldErrors
  changes: Awaited<ReturnType<typeof changesOf>>
}

/** Pauses that are not over, and a form that pauses. */
export const pausesPage = ({ team, now, services, pauses: paused, typed, errors, changes }: PausesPage): SafeHtml =>
  staffPage({
    title: 'Pauses of new bookings',
    team,
    back: home,
    wide: true,
    errors,
    body: html`
      <p>In a pause no new booking is taken, whenever its session would be. Bookings that stand take place, and are moved and cancelled as ever. Whoever is choosing a time at that moment, and has one kept, may still book it.</p>
      ${listed({
        caption: 'Pauses now and to come',
        head: ['What', 'From', 'Until', 'What clients read', 'Change'],
        rows: paused.map(({ id, serviceKey, startsAt, endsAt, words }) => [
          ofServices(serviceKey, services),
          fromCell(startsAt, now),
          untilCell(endsAt, now),
          written(words),
          act(
            `${pauses}/${id}/end`,
            Temporal.Instant.compare(startsAt, now) < 0 ? 'End it now' : 'Take it back',
            `${ofServices(serviceKey, services)}, from ${fromWords(startsAt, now)}`,
          ),
        ]),
        none: 'Nothing is paused now or to come.',
      })}
      <h2 class="nhsuk-heading-m">Pause new bookings</h2>
      <form method="post" action="${pauses}" novalidate>
        ${spanFields('pause', services, typed, errors)}
        ${textarea({
          id: 'words',
          name: 'words',
          value: typed.words,
          rows: 3,
          label: { text: 'What clients read' },
          hint: {
            text: `Whole sentences: why, and what somebody can do instead. The dates are said by themselves. At most ${longestWords.pause} characters`,
          },
          errorMessage: errors['words'],
        })}
        ${button({ text: 'Pause new bookings', preventDoubleClick: true })}
      </form>
      ${history(changes, now)}`,
  })
