import { html, type SafeHtml } from '#lib/html'
import { button, errorSummary, input } from '#nhsuk'
import { layout } from '#web'

export type ConfirmPage = { has: boolean; next: string; error: string | undefined }

/** Asks for the passphrase; says how to get one where there is none. */
export function confirmPage({ has, next, error }: ConfirmPage): SafeHtml {
  const title = has ? 'Enter your passphrase' : 'You need a passphrase for this'
  return layout({
    title,
    you: true,
    back: '/you',
    error: error !== undefined,
    body: has
      ? html`
          ${error !== undefined && errorSummary({ titleText: 'There is a problem', errorList: [{ text: error, href: '#passphrase' }] })}
          <h1 class="nhsuk-heading-l">${title}</h1>
          <p>We ask for it again when you have not used your pages for 15 minutes.</p>
          <form method="post" action="/you/confirm" novalidate>
            <input type="hidden" name="next" value="${next}">
            ${input({ id: 'passphrase', name: 'passphrase', type: 'password', spellcheck: false, label: { text: 'Passphrase', size: 's' }, autocomplete: 'current-password', errorMessage: error })}
            ${button({ text: 'Continue', preventDoubleClick: true })}
          </form>
          <p><a href="/you/passphrase">I have forgotten my passphrase</a></p>
        `
      : html`<h1 class="nhsuk-heading-l">${title}</h1>
          <p>A code that we send shows only the facts of your appointments. This page shows or changes more.</p>
          ${button({ text: 'Choose a passphrase', href: '/you/passphrase' })}`,
  })
}
