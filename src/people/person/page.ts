import { html, type SafeHtml } from '#lib/html'
import { fullWhenWords } from '#lib/time'
import { button, errorSummary, insetText, summaryList } from '#nhsuk'
import { layout, type Layout, type StaffRole } from '#web'
import { stateWords, type Listed } from '../list/page.ts'
import { roleWords, rolesInWords } from '../roles.ts'
import { recoveryBox, type RecoveryShown } from './recovery-box.ts'

export type PersonPage = {
  team: NonNullable<Layout['team']>
  person: Listed & { email: string; madeAt: Temporal.Instant; leftAt: Temporal.Instant | null }
  /** What the one who looks may do: nothing with their own account. */
  may: { change: boolean; recover: boolean }
  roles: readonly StaffRole[]
  providers: readonly { id: string; name: string }[]
  recovery: RecoveryShown
  said?: string | undefined
  error?: string | undefined
}

/** One person: how they stand, and what can be done. Each act is a button that says what it does. */
export const personPage = (page: PersonPage): SafeHtml => {
  const { team, person, may, recovery, said, error } = page
  const at = `/team/people/${person.id}`
  return layout({
    title: person.name,
    team,
    back: '/team/people',
    error: error !== undefined,
    body: html`
      ${error !== undefined && errorSummary({ titleText: 'There is a problem', errorList: [{ text: error }] })}
      <h1 class="nhsuk-heading-l"><bdi>${person.name}</bdi></h1>
      ${said !== undefined && insetText({ text: said })}
      ${summaryList({
        rows: [
          row('Email address', person.email),
          row('Role', rolesInWords(person.roles)),
          row('Provider', person.provider ?? 'None'),
          row('Can sign in', stateWords(person)),
          row('Last used', person.lastSeenAt ? fullWhenWords(person.lastSeenAt) : 'Never'),
          ...(person.leftAt ? [row('Left', fullWhenWords(person.leftAt))] : []),
        ],
      })}
      ${person.active && may.recover && recoveryBox(at, recovery)}
      ${person.active && may.change && html`${inviting(at)}${changing(at, page)}${leaving(at, person)}`}
      ${person.active && !may.change && !may.recover && html`<p>You cannot change this account. Somebody else has to.</p>`}
    `,
  })
}

const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } })

const inviting = (at: string) => html`<h2 class="nhsuk-heading-m">Invitation</h2>
  <p>A new link to set up how they sign in. It works for 7 days, and ends any before it.</p>
  <form method="post" action="${at}/invite" novalidate>
    ${button({ text: 'Send an invitation', variant: 'secondary', preventDoubleClick: true })}
  </form>`

const changing = (at: string, { person, roles, providers }: PersonPage) => html`<h2 class="nhsuk-heading-m">Roles</h2>
  <p>Another role takes effect at once: they are signed out, and sign in again.</p>
  ${roles
    .filter((role) => person.roles.includes(role))
    .map(
      (role) => html`<form method="post" action="${at}/take-role" novalidate>
        <input type="hidden" name="role" value="${role}">
        ${button({ text: `Take away: ${roleWords[role]}`, variant: 'secondary' })}
      </form>`,
    )}
  <form method="post" action="${at}/give-role" novalidate>
    <div class="nhsuk-form-group">
      <label class="nhsuk-label" for="role">Another role</label>
      <select class="nhsuk-select" id="role" name="role">
        ${roles.filter((role) => !person.roles.includes(role)).map((role) => html`<option value="${role}">${roleWords[role]}</option>`)}
      </select>
    </div>
    ${providerField(providers)} ${button({ text: 'Give this role', variant: 'secondary' })}
  </form>`

/** The provider that a rota manager works for; other roles need none. */
export const providerField = (
  providers: readonly { id: string; name: string }[],
  chosen = '',
): SafeHtml => html`<div class="nhsuk-form-group">
    <label class="nhsuk-label" for="provider">Provider</label>
    <div class="nhsuk-hint" id="provider-hint">Only for a rota manager</div>
    <select class="nhsuk-select" id="provider" name="provider" aria-describedby="provider-hint">
      <option value="">None</option>
      ${providers.map(({ id, name }) => (id === chosen ? html`<option value="${id}" selected>${name}</option>` : html`<option value="${id}">${name}</option>`))}
    </select>
  </div>`

const leaving = (at: string, { name, roles }: Listed) => html`<h2 class="nhsuk-heading-m">Leaving</h2>
  <p>
    They lose everything at once: they are signed out, and every way to sign in ends.
    ${roles.includes('coach') && 'No further sessions are offered, and those ahead wait for another coach.'}
  </p>
  <form method="post" action="${at}/leave" novalidate>
    ${button({ html: html`Let <bdi>${name}</bdi> go`, variant: 'warning', preventDoubleClick: true })}
  </form>`
