import { html, type SafeHtml } from '#lib/html'
import { fullWhenWords } from '#lib/time'
import { button, errorSummary, input } from '#nhsuk'
import { layout } from '#web'

export type ChoosePage = { has: boolean; atOnce: boolean; error: string | undefined }

export function choosePage({ has, atOnce, error }: ChoosePage): SafeHtml {
  const title = has ? 'Choose a new passphrase' : 'Choose a passphrase'
  return layout({
    title,
    you: true,
    back: '/you',
    error: error !== undefined,
    body: html`
      ${error !== undefined && errorSummary({ titleText: 'There is a problem', errorList: [{ text: error, href: '#passphrase' }] })}
      <h1 class="nhsuk-heading-l">${title}</h1>
      <p>Three or four words that only you would put together. We keep it in a form that nobody can read.</p>
      ${
        !atOnce &&
        html`<p>
          It will work in 3 days. We tell every email address and phone number that you gave us, and each of them can
          stop it until then. So nobody who reads your messages can do this without your knowing.
        </p>`
      }
      ${has && !atOnce && html`<p>If you know your passphrase, <a href="/you/confirm?next=/you/passphrase">enter it</a> and the new one works at once.</p>`}
      <form method="post" action="/you/passphrase" novalidate>
        ${input({ id: 'passphrase', name: 'passphrase', type: 'password', spellcheck: false, label: { text: 'New passphrase', size: 's' }, hint: { text: '12 characters or more' }, autocomplete: 'new-password', errorMessage: error })}
        ${button({ text: atOnce ? 'Save passphrase' : 'Ask for this passphrase', preventDoubleClick: true })}
      </form>
    `,
  })
}

/** A new way to sign in that waits. */
export function waitsPage({ what, dueAt }: { what: 'passphrase' | 'passkey'; dueAt: Temporal.Instant }): SafeHtml {
  const title = `Your ${what} will work in 3 days`
  return layout({
    title,
    you: true,
    back: '/you',
    body: html`<h1 class="nhsuk-heading-l">${title}</h1>
      <p>It works from ${fullWhenWords(dueAt)} UK time. We have told every email address and phone number that you gave us.</p>
      <p>Until then your pages show the facts of your appointments, as they do now.</p>
      ${button({ text: 'Go to your pages', href: '/you' })}`,
  })
}
