import { html, type SafeHtml } from '#lib/html'
import { passkeyForm } from '#identity'
import { button, errorSummary, input } from '#nhsuk'
import { layout } from '#web'

export type ConfirmPage = { passphrase: boolean; passkeys: boolean; next: string; error: string | undefined }

/** Asks for the passphrase or passkey; says how to get one where there is neither. */
export function confirmPage({ passphrase, passkeys, next, error }: ConfirmPage): SafeHtml {
  if (!passphrase && !passkeys) return nothingYet()
  const title = passphrase ? 'Enter your passphrase' : 'Use your passkey'
  return layout({
    title,
    you: true,
    back: '/you',
    error: error !== undefined,
    body: html`
      ${error !== undefined && errorSummary({ titleText: 'There is a problem', errorList: [{ text: error, href: '#passphrase' }] })}
      <h1 class="nhsuk-heading-l">${title}</h1>
      <p>We ask for it again when you have not used your pages for 15 minutes.</p>
      ${
        passphrase &&
        html`<form method="post" action="/you/confirm" novalidate>
          <input type="hidden" name="next" value="${next}">
          ${input({ id: 'passphrase', name: 'passphrase', type: 'password', spellcheck: false, label: { text: 'Passphrase', size: 's' }, autocomplete: 'current-password', errorMessage: error })}
          ${button({ text: 'Continue', preventDoubleClick: true })}
        </form>`
      }
      ${passkeys && passkeyForm({ work: 'use', action: '/you/sign-in/passkey', words: 'Use your passkey', instead: 'Open your pages in the browser where you made it.' })}
      <p><a href="/you/passphrase">${passphrase ? (passkeys ? 'I have forgotten my passphrase and lost my passkey' : 'I have forgotten my passphrase') : 'I have lost my passkey'}</a></p>
    `,
  })
}

const title = 'You need a passphrase for this'
const nothingYet = () =>
  layout({
    title,
    you: true,
    back: '/you',
    body: html`<h1 class="nhsuk-heading-l">${title}</h1>
    <p>A code that we send shows only the facts of your appointments. This page shows or changes more.</p>
    ${button({ text: 'Choose a passphrase', href: '/you/passphrase' })}
    <p>Or <a href="/you/passkeys">add a passkey</a>, if this device has one.</p>`,
  })
