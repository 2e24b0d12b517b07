import { html, type Piece } from '#lib/html'
import { sentence } from '#lib/text'
import { toInstant, whenWords } from '#lib/time'
import { genders, genderWords, languageName, languageWords } from '#coaches'
import { button, checkboxes, details, radios, select } from '#nhsuk'
import { layout } from '#web'
import type { CoachFilter } from '../coach-filter.ts'
import type { Choice } from '../coaches-of.ts'
import { listedWords, preferenceWords } from '../words.ts'
import { summary, type Errors } from './question.ts'

export type ChooseCoachPage = {
  /** Whether these are coaches met before, rather than all who can be chosen. */
  same: boolean
  chosen: string | undefined
  choices: CoachesOnPage
  /** What the address says of filter and topic, kept from page to page. */
  query: string
  now: Temporal.Instant
  filter: CoachFilter
  languages: readonly { tag: string; coaches: number }[]
  errors?: Errors
}

export type CoachesOnPage = { shown: readonly Choice[]; page: number; pages: number; all: number }

const most = 10

/** Ten coaches at a time. */
export function coachesOnPage(choices: readonly Choice[], asked: string | undefined): CoachesOnPage {
  const pages = Math.max(1, Math.ceil(choices.length / most))
  const page = /^\d{1,3}$/.test(asked ?? '') ? Math.min(Math.max(Number(asked), 1), pages) : 1
  return { shown: choices.slice((page - 1) * most, page * most), page, pages, all: choices.length }
}

/** Coaches as themselves: who they are, what they speak, when they are next free. In the order of their next time. */
export function chooseCoachPage(page: ChooseCoachPage) {
  const { same, choices, errors = {} } = page
  const title = same ? 'Coaches you have seen before' : 'Choose a coach'
  const wrong = Object.keys(errors).length > 0
  return layout({
    title,
    back: '/book/coach',
    error: wrong,
    body: html`
      ${wrong && summary(errors)}
      <h1 class="nhsuk-heading-l">${title}</h1>
      ${!same && filterForm(page)}
      ${
        choices.all === 0
          ? html`<p>No coach meets all of this. <a href="/book/coach">See other ways to choose</a></p>`
          : coaches(page)
      }
    `,
  })
}

function filterForm({ filter, languages, query }: ChooseCoachPage): Piece {
  const offer = new URLSearchParams(query).get('offer')
  const asked = preferenceWords(filter)
  return html`
    <p>${asked.length > 0 ? html`You asked for: ${asked.join(', ')}.` : 'All coaches for what you want to talk about.'}</p>
    ${details({
      summaryText: 'Show only some coaches',
      html: html`<form method="get" action="/book/choose-coach" novalidate>
        <input type="hidden" name="filter" value="yes">
        ${offer && html`<input type="hidden" name="offer" value="${offer}">`}
        ${checkboxes({
          idPrefix: 'listed',
          name: 'listed',
          values: filter.ethnicallyDiverse ? ['yes'] : [],
          items: [{ value: 'yes', text: sentence(listedWords) }],
        })}
        ${select({
          id: 'language',
          name: 'language',
          label: { text: 'Language' },
          value: filter.language ?? '',
          items: [
            { value: '', text: 'Any language' },
            ...languages.map(({ tag }) => ({ value: tag, text: languageName(tag) })),
          ],
        })}
        ${select({
          id: 'gender',
          name: 'gender',
          label: { text: 'Gender' },
          value: filter.gender ?? '',
          items: [
            { value: '', text: 'Any gender' },
            ...genders.map((value) => ({ value, text: genderWords(value) ?? '' })),
          ],
        })}
        ${button({ text: 'Show coaches', variant: 'secondary' })}
      </form>`,
    })}
  `
}

function coaches({ same, chosen, choices, query, now, errors = {} }: ChooseCoachPage): Piece {
  const { shown, page, pages, all } = choices
  const from = (page - 1) * most
  const to = (number: number) => `/book/choose-coach?${query}&page=${number}`
  const action = query ? to(page) : '/book/choose-coach'
  return html`<form method="post" action="${action}" novalidate>
      ${radios({
        idPrefix: 'coach',
        name: 'coach',
        fieldset: {
          legend: {
            text:
              pages > 1
                ? `Coaches ${from + 1} to ${from + shown.length} of ${all}, the soonest free first`
                : 'Coaches, the soonest free first',
            size: 's',
          },
        },
        value: chosen ?? '',
        errorMessage: errors['coach'],
        items: shown.map((choice) => ({
          value: choice.coach.id,
          text: choice.coach.name,
          hint: { html: about(choice, now, same ? '' : query) },
        })),
      })}
      ${button({ text: 'Continue', preventDoubleClick: true })}
    </form>
    ${pages > 1 && pageLinks(page, pages, to)}`
}

const about = ({ coach, modes, next }: Choice, now: Temporal.Instant, query: string) =>
  html`${coach.background}. Speaks ${languageWords(coach.languages)}. ${nextWords(next, modes, now)}.
    <a href="/book/coaches/${coach.id}${query && `?${query}`}">Read about ${coach.name}</a>`

/** "Next time free: today, 6:30pm, by video only": a time in the ways in which this coach talks. */
export const nextWords = (next: number | null, modes: readonly string[], now: Temporal.Instant): string =>
  next === null
    ? `No times free now, ${waysWords(modes)}`
    : `Next time free: ${whenWords(toInstant(next), now)}, ${waysWords(modes)}`

export const waysWords = (modes: readonly string[]): string =>
  modes.length > 1 ? `by ${modes.join(' or ')}` : `by ${modes.join('')} only`

const pageLinks = (
  page: number,
  pages: number,
  to: (number: number) => string,
): Piece => html`<nav aria-label="More coaches">
  <ul class="nhsuk-list">
    ${page < pages && html`<li><a href="${to(page + 1)}">Next coaches</a></li>`}
    ${page > 1 && html`<li><a href="${to(page - 1)}">Coaches before these</a></li>`}
  </ul>
</nav>`
