import { html } from '#lib/html'
import { checkboxes, radios } from '#nhsuk'
import { needsInterpreter, type Mode } from '../../wish.ts'
import type { Adjustment, Answers } from '../answers.ts'
import { adjustmentWords, modeWords } from '../words.ts'
import { question, type Errors } from './question.ts'

const title = 'How should we talk?'

export type HowPage = {
  answers: Answers
  modes: readonly string[]
  interpreterNoticeHours: number
  longerMinutes: number
  errors?: Errors
}

export const howPage = ({ answers, modes, interpreterNoticeHours, longerMinutes, errors = {} }: HowPage) =>
  question({
    title,
    action: '/book/how',
    back: '/book/coach',
    errors,
    body: html`
      ${radios({
        idPrefix: 'mode',
        name: 'mode',
        fieldset: { legend: { text: title, size: 'l', isPageHeading: true } },
        value: answers.mode ?? '',
        errorMessage: errors['mode'],
        items: Object.entries(modeWords)
          .filter(([mode]) => modes.includes(mode))
          .map(([value, text]) => ({ value, text })),
      })}
      ${checkboxes({
        idPrefix: 'adjustments',
        name: 'adjustments',
        fieldset: { legend: { text: 'Would some help or changes make it easier?', size: 'm' } },
        hint: { text: 'Choose any that you want, or none. We ask once and your coach is told.' },
        values: answers.adjustments ?? [],
        items: Object.entries(adjustmentWords).map(([value, text]) => ({
          value,
          text: value === 'longer' ? `${text} (${longerMinutes} minutes more)` : text,
          ...(needsInterpreter([value])
            ? {
                hint: {
                  text: `We need ${interpreterNoticeHours} hours to find one. Or talk within 24 hours with captions, by chat, or with a coach who speaks your language or signs`,
                },
              }
            : {}),
        })),
      })}
    `,
  })

/** Reads the way of talking and the adjustments; what is not on the list is left out. */
export function readHow(
  mode: string,
  ticked: readonly string[],
  modes: readonly string[],
): { mode: Mode; adjustments: Adjustment[] } | { errors: Errors; adjustments: Adjustment[] } {
  const adjustments = ticked.filter((one): one is Adjustment => Object.hasOwn(adjustmentWords, one))
  if (!modes.includes(mode)) return { errors: { mode: 'Select how we should talk' }, adjustments }
  return { mode: mode as Mode, adjustments }
}
