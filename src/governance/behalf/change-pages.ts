import { html, type SafeHtml } from '#lib/html'
import { fullWhenWords, type Millis } from '#lib/time'
import { button, input, insetText } from '#nhsuk'
import type { FieldErrors } from '#web'
import { staffPage } from '../pages/parts.ts'
import type { Team } from '../turn.ts'
import { home } from './paths.ts'
import { goesOn, timesByNumber } from './times.ts'

/** Asks for the two facts by which a caller's appointment is found. */
export const findForm = (form: {
  team: Team
  typed: { reference: string; contact: string }
  errors: FieldErrors
}): SafeHtml =>
  staffPage({
    title: 'Move or cancel for a caller',
    team: form.team,
    back: home,
    errors: form.errors,
    body: html`<p>Ask the caller for both. Do not read anything to them before you have found it.</p>
      <form method="post" action="${home}/find" novalidate autocomplete="off">
        ${input({
          id: 'reference',
          name: 'reference',
          value: form.typed.reference,
          label: { text: 'Reference', size: 's' },
          hint: { text: '8 letters and numbers' },
          autocomplete: 'off',
          spellcheck: false,
          classes: 'nhsuk-input--width-10',
          errorMessage: form.errors['reference'],
          attributes: Object.keys(form.errors).length === 0 ? { autofocus: '' } : {},
        })}
        ${input({
          id: 'contact',
          name: 'contact',
          value: form.typed.contact,
          label: { text: 'The phone number or email address that they gave', size: 's' },
          autocomplete: 'off',
          spellcheck: false,
          errorMessage: form.errors['contact'],
        })}
        ${button({ text: 'Find it', preventDoubleClick: true })}
      </form>
      <p>A wrong try is on record, and the person whose appointment it is can see that there was one.</p>`,
  })

/** Other times for an appointment that was found. */
export const moveForm = (form: {
  team: Team
  id: string
  startsAt: Temporal.Instant
  now: Temporal.Instant
  slots: readonly Millis[]
  said: string | null
  number: string
  later: Millis | null
  errors: FieldErrors
}): SafeHtml =>
  staffPage({
    title: 'Move the appointment',
    team: form.team,
    back: `${home}/${form.id}`,
    errors: form.errors,
    body: html`<p class="nhsuk-lede-text">It is now ${fullWhenWords(form.startsAt)}.</p>
      ${form.said !== null && insetText({ text: form.said })}
      <form method="post" action="${home}/${form.id}/move" novalidate autocomplete="off">
        ${
          form.slots.length === 0
            ? html`<p id="number" tabindex="-1">Nothing else is free for it in the next weeks.</p>`
            : html`${goesOn}${timesByNumber({ ...form, hint: 'Type it and press Enter, or press a time. It moves at once.' })}`
        }
      </form>`,
  })
