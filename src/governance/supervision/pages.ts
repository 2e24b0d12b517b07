import { html, type SafeHtml } from '#lib/html'
import { button, select } from '#nhsuk'
import type { FieldErrors } from '#web'
import { act, listed, staffPage } from '../pages/parts.ts'
import type { peopleWith } from '../queries.ts'
import type { Team } from '../turn.ts'
import type { supervised } from './queries.ts'

export const home = '/team/governance/supervision'
export type TypedSupervision = { coach: string; supervisor: string }
type SupervisionPage = {
  team: Team
  coaches: Awaited<ReturnType<typeof supervised>>
  known: Awaited<ReturnType<typeof peopleWith>>
  typed: TypedSupervision
  errors: FieldErrors
}

/** Who supervises whom, those without anybody first, and a form that assigns. */
export const supervisionPage = ({ team, coaches, known, typed, errors }: SupervisionPage): SafeHtml =>
  staffPage({
    title: 'Who supervises whom',
    team,
    back: '/team/governance',
    wide: true,
    errors: known.length === 0 ? {} : errors,
    body: html`<h2 class="nhsuk-heading-m">Assign a supervisor</h2>
    ${known.length === 0 ? html`<p>Nobody is a supervisor. <a href="/team/people">Give somebody that role first</a>.</p>` : form({ coaches, known, typed, errors })}
    ${listed({
      caption: 'Coaches',
      head: ['Coach', 'Supervisor', 'Change'],
      rows: coaches.map(({ id, coach, supervisor }) => [
        coach,
        supervisor ?? 'Nobody yet',
        id === null ? 'Assign one above' : act(`${home}/${id}/end`, 'End', `${supervisor}, ${coach}`),
      ]),
      none: 'No coach works here.',
      limit: 1000,
    })}`,
  })

const form = ({ coaches, known, typed, errors }: Omit<SupervisionPage, 'team'>): SafeHtml => {
  const each = new Map(coaches.map(({ coachId, coach }) => [coachId, coach]))
  return html`<form method="post" action="${home}" novalidate>
    ${choice('coach', 'Coach', [...each], typed.coach, errors)}
    ${choice(
      'supervisor',
      'Supervisor',
      known.map(({ id, name }) => [id, name]),
      typed.supervisor,
      errors,
    )}
    ${button({ text: 'Assign', preventDoubleClick: true })}
  </form>`
}

const choice = (
  id: keyof TypedSupervision,
  text: string,
  items: readonly (readonly [string, string])[],
  value: string,
  errors: FieldErrors,
) =>
  select({
    id,
    name: id,
    label: { text },
    value,
    items: [{ value: '', text: 'Select' }, ...items.map(([each, name]) => ({ value: each, text: name }))],
    errorMessage: errors[id],
  })
