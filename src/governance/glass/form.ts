import { html, type SafeHtml } from '#lib/html'
import { button, input, radios, textarea, warningCallout } from '#nhsuk'
import type { FieldErrors } from '#web'
import type { Team } from '../turn.ts'
import { staffPage } from '../pages/parts.ts'
import { lengths, type TypedGlass } from './rules.ts'

/** Asks why one client's record must be opened. */
export const glassForm = (form: { team: Team; typed: TypedGlass; errors: FieldErrors }): SafeHtml => {
  const { team, typed, errors } = form
  return staffPage({
    title: 'Break the glass',
    team,
    back: '/team/governance',
    errors,
    body: html`${warningCallout({
      heading: 'Before you ask',
      headingLevel: 2,
      html: html`<p>
        This opens what a coach wrote about one client, for an hour at most, once somebody else in governance has agreed.
        The client is told, and sees your reason.
      </p>`,
    })}
      <form method="post" action="/team/governance/glass" novalidate>
        ${input({
          id: 'reference',
          name: 'reference',
          value: typed.reference,
          label: { text: 'Reference of one of their sessions' },
          width: 10,
          autocomplete: 'off',
          spellcheck: false,
          errorMessage: errors['reference'],
        })}
        ${textarea({
          id: 'reason',
          name: 'reason',
          value: typed.reason,
          rows: 4,
          label: { text: 'Why must it be opened?' },
          hint: { text: '20 characters or more. The client can read this' },
          errorMessage: errors['reason'],
        })}
        ${radios({
          idPrefix: 'minutes',
          name: 'minutes',
          value: typed.minutes,
          fieldset: { legend: { text: 'How long do you need?', size: 's' } },
          items: lengths.map((each) => ({ value: String(each), text: `${each} minutes` })),
          errorMessage: errors['minutes'],
        })}
        ${radios({
          idPrefix: 'tell',
          name: 'tell',
          value: typed.tell,
          fieldset: { legend: { text: 'When is the client told?', size: 's' } },
          items: [
            { value: 'now', text: 'At once, when it is opened' },
            { value: 'later', text: 'Later, because telling them now is not safe' },
          ],
          errorMessage: errors['tell'],
        })}
        ${textarea({
          id: 'delay',
          name: 'delay',
          value: typed.delay,
          rows: 3,
          label: { text: 'If later: why is it not safe now?' },
          hint: { text: 'Somebody else looks at this within 72 hours. Afterwards the client can read it' },
          errorMessage: errors['delay'],
        })}
        ${button({ text: 'Ask a second person', preventDoubleClick: true })}
      </form>`,
  })
}
