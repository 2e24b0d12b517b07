import { html, type SafeHtml } from '#lib/html'
import { oneField, passkeyForm } from '#identity'
import { details, input } from '#nhsuk'

/** The words of a page that asks for a contact. */
export type ContactWords = { title: string; action: string; back: string; before: string; submit: string }

type Shown = { typed?: string; error?: string | undefined; after?: SafeHtml | null }

export const contactPage = ({ typed = '', error, before, after, ...words }: ContactWords & Shown) =>
  oneField({
    ...words,
    field: 'contact',
    error,
    before: html`<p>${before}</p>`,
    input: input({
      id: 'contact',
      name: 'contact',
      value: typed,
      label: { text: 'Email address or phone number', size: 's' },
      autocomplete: 'email',
      spellcheck: false,
      errorMessage: error,
    }),
    after,
  })

/** The other way in, below the form. */
export const withPasskey = () => html`<h2 class="nhsuk-heading-m">If you have a passkey</h2>
  ${passkeyForm({ work: 'use', action: '/you/sign-in/passkey', words: 'Sign in with your passkey', instead: 'Ask for a code.' })}`

/** The words of a page that asks for the code. */
export type CodeWords = { title: string; action: string; back: string; submit: string }

/** Says the same to everybody: nobody learns here whose contact is known. */
export const codePage = ({ typed = '', error, ...words }: CodeWords & { typed?: string; error?: string }) =>
  oneField({
    ...words,
    field: 'code',
    error,
    before: html`<p>
      If we know what you gave, a code of 8 digits is on its way there. It works for 10 minutes, in this browser.
    </p>`,
    input: input({
      id: 'code',
      name: 'code',
      value: typed,
      label: { text: 'Code', size: 's' },
      inputmode: 'numeric',
      autocomplete: 'one-time-code',
      spellcheck: false,
      code: true,
      width: 10,
      errorMessage: error,
    }),
    after: details({
      summaryText: 'If no code comes',
      html: html`<p>
          It can take a few minutes. Look among your junk mail, and check that you gave the email address or phone number
          that we send your messages to.
        </p>
        <p>
          You can <a href="${words.back}">ask for another code</a>: 3 in 15 minutes. If you have had 3, wait 15 minutes and
          ask again.
        </p>`,
    }),
  })
