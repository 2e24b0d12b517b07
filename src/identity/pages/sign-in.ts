import { html } from '#lib/html'
import { input } from '#nhsuk'
import { oneField } from './form.ts'

export type SignIn = { email: string; error?: string }

/** Asks a coach for the address that we know them by. */
export const signInPage = ({ email, error }: SignIn) =>
  oneField({
    title: 'Sign in as a coach',
    action: '/team/sign-in',
    field: 'email',
    error,
    submit: 'Send me a code',
    before: html`<p>You do not need a password. We email you a code of 8 digits.</p>`,
    input: input({
      id: 'email',
      name: 'email',
      type: 'email',
      value: email,
      label: { text: 'Email address' },
      hint: { text: 'The one that your provider gave us' },
      autocomplete: 'email',
      spellcheck: false,
      errorMessage: error,
    }),
  })
