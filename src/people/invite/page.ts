import { html, type SafeHtml } from '#lib/html'
import { button, errorSummary, input } from '#nhsuk'
import { layout, type FieldErrors, type Layout, type StaffRole } from '#web'
import { providerField } from '../person/page.ts'
import { roleWords } from '../roles.ts'

export type InvitePage = {
  team: NonNullable<Layout['team']>
  typed: { email: string; name: string; role: string; provider: string }
  roles: readonly StaffRole[]
  providers: readonly { id: string; name: string }[]
  errors: FieldErrors
}

/** Invites somebody who does not work here yet, in one role; more can be given later. */
export const invitePage = ({ team, typed, roles, providers, errors }: InvitePage): SafeHtml => {
  const wrong = Object.entries(errors)
  return layout({
    title: 'Invite somebody',
    team,
    back: '/team/people',
    error: wrong.length > 0,
    body: html`
      ${wrong.length > 0 && errorSummary({ titleText: 'There is a problem', errorList: wrong.map(([id, text]) => ({ text, href: `#${id}` })) })}
      <h1 class="nhsuk-heading-l">Invite somebody</h1>
      <p>They get a link by email, and a code when they open it. A coach is set up with their profile first, and invited from the list.</p>
      <form method="post" action="/team/people/invite" novalidate>
        ${input({ id: 'name', name: 'name', value: typed.name, label: { text: 'Name' }, autocomplete: 'off', errorMessage: errors['name'] })}
        ${input({
          id: 'email',
          name: 'email',
          type: 'email',
          value: typed.email,
          label: { text: 'Email address' },
          hint: { text: 'One that they alone read' },
          autocomplete: 'off',
          spellcheck: false,
          errorMessage: errors['email'],
        })}
        <div class="nhsuk-form-group">
          <label class="nhsuk-label" for="role">Role</label>
          <select class="nhsuk-select" id="role" name="role">
            ${roles.map((role) => (role === typed.role ? html`<option value="${role}" selected>${roleWords[role]}</option>` : html`<option value="${role}">${roleWords[role]}</option>`))}
          </select>
        </div>
        ${errors['provider'] !== undefined && html`<p class="nhsuk-error-message" id="provider-error">${errors['provider']}</p>`}
        ${providerField(providers, typed.provider)} ${button({ text: 'Send the invitation', preventDoubleClick: true })}
      </form>
    `,
  })
}
