import { html, type SafeHtml } from '#lib/html'
import { button, details, errorSummary, input } from '#nhsuk'
import { layout } from '#web'
import { passkeyForm } from './passkey.ts'

export type SignIn = {
  email: string
  /** What is wrong with the address. */
  error?: string | undefined
  /** What is wrong with a passkey or the organisation's sign-in. */
  refused?: string | undefined
  /** What the organisation's own sign-in is called; null where there is none. */
  oidcName: string | null
  passkeys: boolean
  /** Somebody is signed in by a code, and wants to open what needs more. */
  again?: boolean
}

/** The way in for everybody who works for the programme. */
export const signInPage = ({ email, error, refused, oidcName, passkeys, again = false }: SignIn): SafeHtml => {
  const wrong = [
    ...(refused === undefined ? [] : [{ text: refused }]),
    ...(error === undefined ? [] : [{ text: error, href: '#email' }]),
  ]
  return layout({
    title: again ? 'Sign in again to open this' : 'Sign in to the team pages',
    error: wrong.length > 0,
    ...(again ? { back: '/team/today' } : {}),
    body: html`
      ${wrong.length > 0 && errorSummary({ titleText: 'There is a problem', errorList: wrong })}
      <h1 class="nhsuk-heading-l">${again ? 'Sign in again to open this' : 'Sign in to the team pages'}</h1>
      ${again && html`<p>You signed in by a code. That opens Today, and your sessions. What you asked for needs more.</p>`}
      ${
        passkeys &&
        html`<h2 class="nhsuk-heading-m">With your passkey</h2>
          <p>Your phone or computer asks for your finger, your face or its PIN. You do not need a password.</p>
          ${passkeyForm({ work: 'use', action: '/team/sign-in/passkey', words: 'Sign in with your passkey', instead: 'Use another way on this page.' })}`
      }
      ${
        oidcName !== null &&
        html`<h2 class="nhsuk-heading-m">With ${oidcName}</h2>
          <form method="post" action="/team/sign-in/oidc" novalidate>
            ${button({ text: `Sign in with ${oidcName}`, variant: 'secondary', preventDoubleClick: true })}
          </form>`
      }
      ${!again && html`<h2 class="nhsuk-heading-m">Coaches: by a code</h2>${byCode(email, error)}`}
      ${details({
        summaryText: 'If you lost your phone, or cannot sign in',
        html: html`<p>Ring your provider, or the lead provider, on the number that you know. Two people there can let you in within
            the hour, for 12 hours, until you have a new passkey.</p>
          <p>Coaches can go on with a code meanwhile.</p>`,
      })}
    `,
  })
}

const byCode = (email: string, error: string | undefined) => html`<p>
    If you do not have your passkey with you, we email you a code of 8 digits. It opens Today and your sessions.
  </p>
  <form method="post" action="/team/sign-in" novalidate>
    ${input({
      id: 'email',
      name: 'email',
      type: 'email',
      value: email,
      label: { text: 'Email address' },
      hint: { text: 'The one that your provider gave us' },
      autocomplete: 'email',
      spellcheck: false,
      errorMessage: error,
    })}
    ${button({ text: 'Send me a code', variant: 'secondary', preventDoubleClick: true })}
  </form>`
