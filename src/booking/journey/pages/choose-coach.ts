import { html } from '#lib/html'
import { languageWords } from '#coaches'
import { radios } from '#nhsuk'
import { headingLegend, question, type Errors } from './question.ts'

export type CoachChoice = {
  id: string
  name: string
  background: string
  languages: readonly string[]
  next: string | null
}

export type ChooseCoachPage = {
  title: string
  chosen: string | undefined
  coaches: readonly CoachChoice[]
  errors?: Errors
}

/** Coaches as themselves: who they are, what they speak, when they are next free. In the order of their next time. */
export const chooseCoachPage = ({ title, chosen, coaches, errors = {} }: ChooseCoachPage) =>
  question({
    title,
    action: '/book/choose-coach',
    back: '/book/coach',
    errors,
    body:
      coaches.length === 0
        ? html`<h1 class="nhsuk-heading-l">${title}</h1>
            <p>No coach has times for this in the next 4 weeks. <a href="/book/coach">See other ways to choose</a>.</p>`
        : radios({
            idPrefix: 'coach',
            name: 'coach',
            fieldset: headingLegend(title),
            value: chosen ?? '',
            errorMessage: errors['coach'],
            items: coaches.map(({ id, name, background, languages, next }) => ({
              value: id,
              text: name,
              hint: {
                text: `${background}. Speaks ${languageWords(languages)}. ${next ? `Next time free: ${next}` : 'No times free in the next 4 weeks'}`,
              },
            })),
          }),
  })
