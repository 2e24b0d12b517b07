import { html } from '#lib/html'
import { genders, genderWords, languageName, type Gender } from '#coaches'
import { radios, select } from '#nhsuk'
import type { Answers } from '../answers.ts'
import { question, type Errors } from './question.ts'

const title = 'Language and gender of your coach'

const isGender = (text: string): text is Gender => genders.some((gender) => gender === text)

export type PreferencesPage = {
  answers: Answers
  /** Languages with how many coaches speak them. */
  languages: readonly { tag: string; coaches: number }[]
  errors?: Errors
}

export const preferencesPage = ({ answers, languages, errors = {} }: PreferencesPage) =>
  question({
    title,
    action: '/book/preferences',
    back: '/book/coach',
    errors,
    body: html`
      <h1 class="nhsuk-heading-l">${title}</h1>
      <p>We only show times with coaches who meet what you choose here. The more you choose, the fewer times there may be.</p>
      ${select({
        id: 'language',
        name: 'language',
        label: { text: 'Language', size: 'm' },
        value: answers.language ?? '',
        errorMessage: errors['language'],
        items: [
          { value: '', text: 'No preference' },
          ...languages.map(({ tag, coaches }) => ({
            value: tag,
            text: `${languageName(tag)} (${coaches} ${coaches === 1 ? 'coach' : 'coaches'})`,
          })),
        ],
      })}
      ${radios({
        idPrefix: 'gender',
        name: 'gender',
        fieldset: { legend: { text: 'Gender of your coach', size: 'm' } },
        value: answers.gender ?? '',
        items: [
          { value: '', text: 'No preference', checked: !answers.gender },
          ...genders.map((value) => ({ value, text: genderWords(value) ?? '' })),
        ],
      })}
    `,
  })

/** Reads both; an empty choice takes an earlier one away. */
export function readPreferences(
  language: string,
  gender: string,
  known: readonly string[],
): { language?: string; gender?: Gender } | { errors: Errors } {
  if (language !== '' && !known.includes(language)) return { errors: { language: 'Select a language from the list' } }
  return {
    ...(language ? { language } : {}),
    ...(isGender(gender) ? { gender } : {}),
  }
}
