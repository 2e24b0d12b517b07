import { html, type SafeHtml } from '#lib/html'
import { sentence } from '#lib/text'
import { timeWords, toInstant, whenWords } from '#lib/time'
import { button, input, select, warningCallout } from '#nhsuk'
import type { Range } from '#coaches'
import { clockField, dateFields, type FieldErrors } from '#web'
import { act, listed, staffPage } from '../pages/parts.ts'
import type { peopleWith } from '../queries.ts'
import type { Team } from '../turn.ts'
import type { turnsAhead } from './queries.ts'
import type { TypedTurn } from './typed.ts'
import { fromCell, fromWords, untilCell } from '#lib/edges'

export const home = '/team/governance/turns'
type TurnsPage = {
  team: Team
  now: Temporal.Instant
  turns: Awaited<ReturnType<typeof turnsAhead>>
  leads: Awaited<ReturnType<typeof peopleWith>>
  empty: readonly Range[]
  typed: TypedTurn
  errors: FieldErrors
}

/** Who has the duty when, where nobody has, and a form that gives turns. */
export const turnsPage = ({ team, now, turns, leads, empty, typed, errors }: TurnsPage): SafeHtml => {
  const when = (at: Temporal.Instant) => sentence(whenWords(at, now))
  return staffPage({
    title: 'Turns of duty',
    team,
    back: '/team/governance',
    wide: true,
    errors: leads.length === 0 ? {} : errors,
    body: html`
      ${
        empty.length > 0 &&
        warningCallout({
          heading: 'Nobody has the duty',
          headingLevel: 2,
          html: html`<ul class="nhsuk-list nhsuk-list--bullet">
            ${empty.map(({ startsAt, endsAt }) => html`<li>${when(toInstant(startsAt))} to ${timeWords(toInstant(endsAt))}</li>`)}
          </ul>`,
        })
      }
      ${listed({
        caption: 'Turns',
        head: ['Who', 'From', 'Until', 'Change'],
        rows: turns.map(({ id, name, startsAt, endsAt, begun, holds }) => [
          holds ? name : `${name}, who is no duty lead any more`,
          fromCell(startsAt, now),
          untilCell(endsAt, now),
          begun
            ? 'Has begun'
            : act(`${home}/${id}/take-back`, 'Take it back', `${name}, from ${fromWords(startsAt, now)}`),
        ]),
        none: 'No turn is planned.',
        limit: 200,
      })}
      <h2 class="nhsuk-heading-m">Give a turn</h2>
      ${leads.length === 0 ? html`<p>Nobody else is a duty lead. <a href="/team/people">Give somebody that role first</a>.</p>` : form(leads, typed, errors)}`,
  })
}

const form = (
  leads: TurnsPage['leads'],
  typed: TypedTurn,
  errors: FieldErrors,
): SafeHtml => html`<form method="post" action="${home}" novalidate>
  ${select({
    id: 'who',
    name: 'who',
    label: { text: 'Who' },
    hint: { text: 'Somebody else gives you your own turns' },
    value: typed.who,
    items: [{ value: '', text: 'Select' }, ...leads.map(({ id, name }) => ({ value: id, text: name }))],
    errorMessage: errors['who'],
  })}
  ${dateFields('on', 'First day', typed.on, errors)}
  ${clockField('from', 'From', typed.from, errors, 'For example, 8am')}
  ${clockField('until', 'Until', typed.until, errors, 'For example, 10pm. A time before the start is on the next day')}
  ${input({
    id: 'days',
    name: 'days',
    value: typed.days,
    label: { text: 'For how many days in a row' },
    width: 2,
    inputmode: 'numeric',
    autocomplete: 'off',
    errorMessage: errors['days'],
  })}
  ${button({ text: 'Give the turn', preventDoubleClick: true })}
</form>`
