import { html, type SafeHtml } from '#lib/html'
import { sentence } from '#lib/text'
import { toInstant, whenWords, type Millis } from '#lib/time'
import { button, input } from '#nhsuk'
import type { FieldErrors } from '#web'

type Times = {
  now: Temporal.Instant
  slots: readonly Millis[]
  number: string
  hint: string
  /** The last of the times shown, where there may be later ones. */
  later: Millis | null
  errors: FieldErrors
}

/** The button that Enter presses in any field: nobody sees it, comes to it by Tab or hears of it. */
export const goesOn: SafeHtml = html`<button class="nhsuk-u-visually-hidden" type="submit" name="act" value="enter" tabindex="-1" aria-hidden="true">Go on</button>`

/** Times with a number each: typed and sent by Enter, or pressed. */
export const timesByNumber = ({ now, slots, number, hint, later, errors }: Times): SafeHtml => html`
  <input type="hidden" name="slots" value="${slots.map((at) => toInstant(at).toString()).join(' ')}">
  ${input({
    id: 'number',
    name: 'number',
    value: number,
    label: { text: 'Number of the time' },
    hint: { text: hint },
    inputmode: 'numeric',
    classes: 'nhsuk-input--width-2',
    errorMessage: errors['number'],
    attributes: Object.keys(errors).length === 0 ? { autofocus: '' } : {},
  })}
  <ol class="nhsuk-list app-times">
    ${slots.map(
      (at, i) =>
        html`<li>${button({
          html: html`<span aria-hidden="true">${i + 1}. </span>${sentence(whenWords(toInstant(at), now))}`,
          name: 'start',
          value: toInstant(at).toString(),
          variant: 'secondary',
          small: true,
        })}</li>`,
    )}
  </ol>
  ${
    later !== null &&
    html`<input type="hidden" name="after" value="${later}">${button({ text: 'Later times', name: 'act', value: 'later', variant: 'secondary', small: true })}`
  }`
