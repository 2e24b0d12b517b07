import { html, type SafeHtml } from '#lib/html'
import { button, errorSummary, input } from '#nhsuk'
import { layout } from '#web'
import { oneField } from '../pages/form.ts'
import { passkeyForm } from '../pages/passkey.ts'

/** What the link of an invitation opens: nothing yet, but a way to prove whose it is. */
export const invitedPage = ({ path, error }: { path: string; error?: string | undefined }): SafeHtml =>
  layout({
    title: 'You are invited',
    error: error !== undefined,
    body: html`
      ${error !== undefined && errorSummary({ titleText: 'There is a problem', errorList: [{ text: error }] })}
      <h1 class="nhsuk-heading-l">You are invited</h1>
      <p>This takes two steps. First we send a code to the address that this invitation is for. Then you set up how you sign in
        from now on.</p>
      <form method="post" action="${path}" novalidate>
        ${button({ text: 'Send me a code', preventDoubleClick: true })}
      </form>
    `,
  })

export const invitationCodePage = ({ path, code, error }: { path: string; code: string; error?: string }): SafeHtml =>
  oneField({
    title: 'Enter your code',
    action: `${path}/code`,
    back: path,
    field: 'code',
    error,
    submit: 'Continue',
    before: html`<p>
      A code is on its way to the address that this invitation is for. It can take a few minutes. It works for 10 minutes, in
      this browser.
    </p>`,
    input: input({
      id: 'code',
      name: 'code',
      value: code,
      label: { text: 'Code of 8 digits' },
      inputmode: 'numeric',
      autocomplete: 'one-time-code',
      spellcheck: false,
      code: true,
      width: 10,
      errorMessage: error,
    }),
  })

export type SetUp = { path: string; passkeys: boolean; oidcName: string | null; error?: string | undefined }

/** Sets up how somebody signs in: a passkey, or their organisation's own sign-in. */
export const setUpPage = ({ path, passkeys, oidcName, error }: SetUp): SafeHtml =>
  layout({
    title: 'Set up how you sign in',
    error: error !== undefined,
    body: html`
      ${error !== undefined && errorSummary({ titleText: 'There is a problem', errorList: [{ text: error }] })}
      <h1 class="nhsuk-heading-l">Set up how you sign in</h1>
      ${
        passkeys &&
        html`<h2 class="nhsuk-heading-m">A passkey</h2>
          <p>Your phone or computer keeps it, and asks for your finger, your face or its PIN when you sign in. We never see those.</p>
          ${passkeyForm({
            work: 'create',
            action: `${path}/passkey`,
            words: 'Make a passkey on this device',
            instead:
              oidcName === null
                ? 'Open the link in another browser.'
                : 'Open the link in another browser, or use the other way on this page.',
          })}`
      }
      ${
        oidcName !== null &&
        html`<h2 class="nhsuk-heading-m">${oidcName}</h2>
          <form method="post" action="${path}/oidc" novalidate>
            ${button({ text: `Sign in with ${oidcName}`, variant: 'secondary', preventDoubleClick: true })}
          </form>`
      }
    `,
  })
