import { html, type SafeHtml } from '#lib/html'
import { button, radios, textarea } from '#nhsuk'
import type { FieldErrors } from '#web'
import { taskKinds, type TypedTask } from './rules.ts'

export type { TypedTask } from './rules.ts'

/** Asks why somebody's name and contact are wanted. */
export const revealForm = (form: { action: string; typed: TypedTask; errors: FieldErrors }): SafeHtml => {
  const { action, typed, errors } = form
  return html`<h2 class="nhsuk-heading-m">See who it is</h2>
    <p>
      You see their name and contact once, for 10 minutes. It is written down with your reason. They can see that it
      happened, and somebody in governance looks at it the day after.
    </p>
    <form method="post" action="${action}" novalidate>
      ${radios({
        idPrefix: 'kind',
        name: 'kind',
        value: typed.kind,
        fieldset: { legend: { text: 'What is it for?', size: 's' } },
        items: Object.entries(taskKinds).map(([value, text]) => ({ value, text })),
        errorMessage: errors['kind'],
      })}
      ${textarea({
        id: 'reason',
        name: 'reason',
        value: typed.reason,
        rows: 3,
        label: { text: 'Why do you need it?' },
        hint: { text: '20 characters or more. Leave out what they told you' },
        errorMessage: errors['reason'],
      })}
      ${button({ text: 'Continue', preventDoubleClick: true })}
    </form>`
}
