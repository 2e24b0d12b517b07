import { html, type SafeHtml } from '#lib/html'
import { fullWhenWords } from '#lib/time'
import { button, checkboxes, errorSummary, input } from '#nhsuk'
import { layout } from '#web'

type Contact = { id: string; kind: string; text: string | null; codes: boolean }
export type ContactsPage = {
  contacts: readonly Contact[]
  anyTime: boolean | null
  typed: string
  error: string | undefined
}

const title = 'How we reach you'

export const contactsPage = ({ contacts, anyTime, typed, error }: ContactsPage): SafeHtml =>
  layout({
    title,
    you: true,
    back: '/you',
    error: error !== undefined,
    body: html`
      ${error !== undefined && errorSummary({ titleText: 'There is a problem', errorList: [{ text: error, href: '#contact' }] })}
      <h1 class="nhsuk-heading-l">${title}</h1>
      <p>Codes for your pages go to these. Whatever you change here, we tell all of them, and any other that you gave with an appointment.</p>
      <ul class="nhsuk-list app-list-plain">${contacts.map(one)}</ul>
      ${anyTime !== null && night(anyTime)}
      <h2 class="nhsuk-heading-m">Add another</h2>
      <p>We send a code there. Appointments that were booked with it are then in your list, too.</p>
      <form method="post" action="/you/contacts" novalidate>
        ${input({ id: 'contact', name: 'contact', value: typed, label: { text: 'Email address or phone number', size: 's' }, autocomplete: 'off', spellcheck: false, errorMessage: error })}
        ${button({ text: 'Send a code there', preventDoubleClick: true })}
      </form>
    `,
  })

/** Whether reminders by text stay away at night; of the appointments ahead. */
const night = (anyTime: boolean) => html`<h2 class="nhsuk-heading-m">Texts at night</h2>
  <form method="post" action="/you/contacts/night" novalidate>
    ${checkboxes({
      idPrefix: 'any-time',
      name: 'any-time',
      hint: { text: 'Otherwise reminders come between 8am and 9pm. This is for the appointments that you have now' },
      values: anyTime ? ['yes'] : [],
      items: [{ value: 'yes', text: 'Text me at any time, also at night' }],
    })}
    ${button({ text: 'Save', variant: 'secondary', small: true, preventDoubleClick: true, attributes: { 'aria-label': 'Save: texts at night' } })}
  </form>`

const one = ({ id, kind, text, codes }: Contact) => {
  const name = text ?? (kind === 'phone' ? 'The phone number you booked with' : 'The email address you booked with')
  return html`<li>
    <h2 class="nhsuk-heading-s">${name}</h2>
    <p>${codes ? 'Codes go here. If somebody else can read it, stop that.' : 'Somebody else may read this: no codes go here.'}</p>
    <form method="post" action="/you/contacts/${id}/codes">
      <input type="hidden" name="codes" value="${codes ? 'no' : 'yes'}">
      ${button({ text: codes ? 'This is not private' : 'Send codes here again', variant: 'secondary', small: true, attributes: { 'aria-label': `${codes ? 'This is not private' : 'Send codes here again'}: ${name}` } })}
    </form>
    <form method="post" action="/you/contacts/${id}/remove">
      ${button({ text: 'Take it away', variant: 'secondary', small: true, attributes: { 'aria-label': `Take it away: ${name}` } })}
    </form>
  </li>`
}

/** The contact is that of another account, which was proved to be theirs and comes to this one. */
export function joinWaitsPage({ dueAt }: { dueAt: Temporal.Instant }): SafeHtml {
  const waits = 'This comes to your pages in 3 days'
  return layout({
    title: waits,
    you: true,
    back: '/you/contacts',
    body: html`<h1 class="nhsuk-heading-l">${waits}</h1>
      <p>
        There are pages of yours under this already. They come together with these on ${fullWhenWords(dueAt)} UK time. We
        have told every email address and phone number of both, and each can stop it until then.
      </p>
      ${button({ text: 'Go to your pages', href: '/you' })}`,
  })
}
