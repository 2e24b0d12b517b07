import { html, type SafeHtml } from '#lib/html'
import { insetText, radios } from '#nhsuk'
import type { FieldErrors } from '#web'
import { formPage } from '../pages/parts.ts'
import { insideWords } from './words.ts'

export type InsidePage = {
  team: string
  back: string
  action: string
  /** "From Tuesday 1 December on: no work": what is about to be so. */
  change: string
  /** When the bookings are, soonest first. */
  bookings: readonly string[]
  mark: string
  typed: string
  errors: FieldErrors
}

/** So many bookings are named one by one; the others are counted. */
const shown = 5

/** Asks what becomes of bookings inside hours that go away. Where none is left meanwhile, only whether to go on. */
export const insidePage = ({ team, back, action, change, bookings, mark, typed, errors }: InsidePage): SafeHtml =>
  formPage({
    title: bookings.length > 0 ? insideWords(bookings.length) : 'No booking is in the hours you give up',
    team,
    back,
    action,
    errors,
    before: html`<p>${change}.</p>
      ${
        bookings.length > 0 &&
        insetText({
          html: html`<ul class="nhsuk-list">${bookings.slice(0, shown).map((when) => html`<li>${when}</li>`)}
            ${bookings.length > shown && html`<li>and ${bookings.length - shown} more, later</li>`}</ul>`,
        })
      }`,
    fields: html`<input type="hidden" name="mark" value="${mark}">
      ${
        bookings.length > 0 &&
        radios({
          idPrefix: 'choice',
          name: 'choice',
          fieldset: { legend: { text: 'What happens to them', size: 's' } },
          value: typed,
          errorMessage: errors['choice'],
          items: [
            {
              value: 'stop',
              text: 'Stop new bookings',
              hint: { text: 'These bookings stay, and you hold them. Nobody new can book you in these hours' },
            },
            {
              value: 'offer',
              text: 'Cancel and offer each person new times',
              hint: {
                text: 'Another coach is looked for at the same time; where nobody can, the person chooses another time. They are told once there is one',
              },
            },
          ],
        })
      }`,
    submit: 'Save',
  })
