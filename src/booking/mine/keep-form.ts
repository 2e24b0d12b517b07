import { html } from '#lib/html'
import { button, input, insetText } from '#nhsuk'
import type { Errors } from '../journey/pages/question.ts'

export type KeepForm = {
  id: string
  /** What has just been done; of no matter here where it is something else than a code. */
  said: string | null
  /** In how many minutes another code can be had; null where one can be had now. */
  nextCodeMinutes: number | null
  errors: Errors
}

/** Where a further appointment is kept by its code. On every page of a contact not proved it is the same. */
export const keepForm = ({ id, said, nextCodeMinutes, errors }: KeepForm) => html`<div class="app-screen-only">
  ${insetText({ text: 'If you already have an appointment under this address, enter the code we sent to keep this one.' })}
  ${said === 'code-sent' && html`<p role="status">If you have another appointment, a new code is on its way. It works for 10 minutes.</p>`}
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
      hint: { text: 'Each code works for 10 minutes. You have 30 minutes after you book to enter one' },
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
  `You have asked for three codes. You can ask for another in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
