import { html, type SafeHtml } from '#lib/html'
import { radios } from '#nhsuk'
import type { Answers, Who } from '../answers.ts'
import { listedWords, preferenceWords } from '../words.ts'
import { headingLegend, question, type Errors } from './question.ts'

const title = 'Who would you like to talk to?'

export type CoachPage = {
  answers: Answers
  /** "today, 6:30pm", or null where nobody is free. */
  nextWithAnyone: string | null
  nextEthnicallyDiverse: string | null
  /** Whether this browser has met a coach before. */
  seenBefore: boolean
  /** What is said while no new booking of this is taken. */
  paused?: SafeHtml | undefined
  errors?: Errors
}

export const coachPage = ({
  answers,
  nextWithAnyone,
  nextEthnicallyDiverse,
  seenBefore,
  paused,
  errors = {},
}: CoachPage) =>
  question({
    title,
    action: '/book/coach',
    back: '/book/topic',
    errors,
    body: html`
      ${paused}
      ${radios({
        idPrefix: 'who',
        name: 'who',
        fieldset: headingLegend(title),
        value: answers.who ?? '',
        errorMessage: errors['who'],
        items: [
          { value: 'anyone', text: 'Whoever is free first', hint: { text: next(nextWithAnyone) } },
          {
            value: 'ethnically-diverse',
            text: `A coach ${listedWords}`,
            hint: { text: next(nextEthnicallyDiverse) },
          },
          { value: 'choose', text: 'Let me choose a coach' },
          ...(seenBefore ? [{ value: 'same', text: 'A coach I have seen before' }] : []),
        ],
      })}
      <p>
        <a href="/book/preferences">Language and gender of your coach</a>
        ${preferences(answers)}
      </p>
    `,
  })

const next = (when: string | null) => (when ? `Next time free: ${when}` : 'No times free now')

function preferences({ language, gender }: Answers) {
  const chosen = preferenceWords({ ...(language ? { language } : {}), ...(gender ? { gender } : {}) })
  return chosen.length > 0 && html`<br>You asked for: ${chosen.join(', ')}`
}

/** Reads the answer; choosing among coaches is a page of its own. */
export function readWho(value: string): { who: Who } | { errors: Errors } {
  return ['anyone', 'ethnically-diverse', 'choose', 'same'].includes(value)
    ? { who: value as Who }
    : { errors: { who: 'Select who you would like to talk to' } }
}
