import { html } from '#lib/html'
import { timeWords } from '#lib/time'
import { button, input, insetText } from '#nhsuk'
import type { Errors } from '../journey/pages/question.ts'

export type KeepForm = {
  id: string
  /** The moment at which it is let go without the code. */
  until: Temporal.Instant
  /** What has just been done; of no matter here where it is something else than a code. */
  said: string | null
  /** In how many minutes another code can be had; null where one can be had now. */
  nextCodeMinutes: number | null
  errors: Errors
}

/** Where a further appointment is kept by its code. */
export const keepForm = ({ id, until, said, nextCodeMinutes, errors }: KeepForm) => html`<div class="app-screen-only">
  ${insetText({ text: `You have another appointment under this address. Enter the code we sent by ${timeWords(until)} to keep this one too. Without it, we let this one go.` })}
  ${said === 'code-sent' && html`<p role="status">A new code is on its way. It works for 10 minutes.</p>`}
  ${
    nextCodeMinutes !== null &&
    !errors['code'] &&
    html`<p ${said === 'no-code' && html`role="status"`}>
      ${said === 'no-code' && 'We could not send a code this time.'} ${nextCodeWords(nextCodeMinutes)}.
    </p>`
  }
  <form method="post" action="/booking/${id}/keep" novalidate>
    ${input({
      id: 'code',
      name: 'code',
      label: { text: 'Code of 8 digits' },
      hint: { text: 'Each code works for 10 minutes' },
      inputmode: 'numeric',
      autocomplete: 'one-time-code',
      spellcheck: false,
      code: true,
      classes: 'nhsuk-input--width-10',
      errorMessage: errors['code'],
    })}
    <div class="nhsuk-button-group">
      ${button({ text: 'Keep this appointment', variant: 'secondary' })}
      ${button({ text: 'Send the code again', variant: 'secondary', attributes: { formaction: `/booking/${id}/code` } })}
    </div>
  </form>
</div>`

/** That a browser has had its three codes, and when it can have another. */
export const nextCodeWords = (minutes: number) =>
  `Three codes were asked for here. You can ask for another in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
