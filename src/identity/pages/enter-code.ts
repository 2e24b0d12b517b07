import { html } from '#lib/html'
import { details, input } from '#nhsuk'
import { oneField } from './form.ts'

export type EnterCode = { code: string; error?: string }

/** Asks for the code. Says the same to everybody: nobody learns here whose address is known. */
export const enterCodePage = ({ code, error }: EnterCode) =>
  oneField({
    title: 'Enter your code',
    action: '/team/sign-in/code',
    back: '/team/sign-in',
    field: 'code',
    error,
    submit: 'Sign in',
    before: html`<p>
      If the address is the one we have for a coach, a code is on its way to it. It can take a few minutes. It works for
      10 minutes, in this browser.
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
    after: details({
      summaryText: 'If no code comes',
      html: html`<p>Look among your junk mail, and check that you gave the address that your provider gave us.</p>
        <p>
          You can <a href="/team/sign-in">ask for another code</a>: 3 in 15 minutes. If you have had 3, wait 15 minutes
          and ask again.
        </p>`,
    }),
  })
