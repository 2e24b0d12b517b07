import { html, type SafeHtml } from '#lib/html'
import { checkboxes } from '#nhsuk'
import type { FieldErrors } from '#web'
import { formPage } from '../pages/parts.ts'

export type PickPage = {
  team: string
  back: string
  action: string
  /** The day that was spoken of, and what becomes of days, as addresses have them. */
  on: string
  what: string
  /** "10am to 2pm" or "not working": what will be so on the days that are ticked. */
  becomes: string
  series: string
  days: readonly { value: string; words: string; bookings: number; checked: boolean }[]
  errors: FieldErrors
}

/** Asks which of the coming occurrences change. */
export const pickPage = ({ team, back, action, on, what, becomes, series, days, errors }: PickPage): SafeHtml =>
  formPage({
    title: 'Pick the days',
    team,
    back,
    action,
    errors,
    before: html`<p>${series}.</p>
      <p>On the days that you tick: <strong>${becomes}</strong>. All others stay as they are.</p>`,
    fields: html`<input type="hidden" name="on" value="${on}"><input type="hidden" name="what" value="${what}">
    ${checkboxes({
      idPrefix: 'pick',
      name: 'pick',
      fieldset: { legend: { text: 'Days', size: 's' } },
      errorMessage: errors['pick'],
      items: days.map(({ value, words, bookings, checked }) => ({
        value,
        text: words,
        checked,
        ...(bookings > 0 ? { hint: { text: bookings === 1 ? '1 booking' : `${bookings} bookings` } } : {}),
      })),
    })}`,
    submit: 'Continue',
  })
