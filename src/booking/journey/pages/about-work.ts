import type { Area } from '../../areas.ts'
import { html, type Piece } from '#lib/html'
import { button, details, radios, select } from '#nhsuk'
import type { Answers } from '../answers.ts'
import { keptCaption, question, type Errors } from './question.ts'
import { seenMark, whatForWords, whichPlace, workplaceInput, type Search } from './workplace.ts'

const title = 'About your work'
export const preferNot = 'prefer-not-to-say'
export const preferNotWords = 'I prefer not to say'

export type AboutWorkPage = {
  kept: string | undefined
  answers: Answers
  areas: readonly Area[]
  settings: readonly { key: string; name: string }[]
  roleGroups: readonly { key: string; name: string }[]
  search: Search | null
  errors?: Errors
}

export const aboutWorkPage = (page: AboutWorkPage) =>
  question({
    title,
    action: '/book/about-work',
    back: '/book/contact',
    errors: page.errors ?? {},
    continueFirst: true,
    body: html`
      ${keptCaption(page.kept)}
      <h1 class="nhsuk-heading-l">${title}</h1>
      <p>Used only to count, never next to your name in a report. Your employer is not told.</p>
      ${area(page)} ${workplace(page)}
      ${radios({
        idPrefix: 'setting',
        name: 'setting',
        fieldset: { legend: { text: 'What kind of place do you work in?', size: 'm' } },
        value: page.answers.setting ?? '',
        errorMessage: page.errors?.['setting'],
        items: [
          ...page.settings.map(({ key, name }) => ({ value: key, text: name })),
          { value: preferNot, text: preferNotWords },
        ],
      })}
      ${radios({
        idPrefix: 'role',
        name: 'role',
        fieldset: { legend: { text: 'Which is closest to your role?', size: 'm' } },
        value: page.answers.roleGroup ?? '',
        errorMessage: page.errors?.['role'],
        items: [
          ...page.roleGroups.map(({ key, name }) => ({ value: key, text: name })),
          { value: preferNot, text: preferNotWords },
        ],
      })}
    `,
  })

function area({ answers, areas, errors }: AboutWorkPage): Piece {
  return select({
    id: 'area',
    name: 'area',
    label: { text: 'Area', size: 'm' },
    hint: { text: 'Your integrated care board. Leave it empty if you would rather not say' },
    value: answers.area ?? '',
    errorMessage: errors?.['area'],
    items: [
      { value: '', text: 'I would rather not say, or do not know' },
      ...areas.map(({ code, name, regionName }) => ({ value: code, text: `${name} (${regionName})` })),
    ],
  })
}

/** Finding the area by the workplace. It works by a button; with JavaScript, suggestions come as you type. */
function workplace(page: AboutWorkPage): Piece {
  const { search, errors } = page
  return details({
    summaryText: 'Find my area from where I work (optional)',
    open: search !== null,
    html: html`
      <p>${whatForWords}</p>
      ${workplaceInput(search?.words ?? '', errors)}
      ${search && spokenOf(errors) && seenMark(search)}
      ${button({ text: 'Find', name: 'find', value: 'yes', variant: 'secondary' })}
      ${search && !errors?.['workplace'] && whatIsThere(page, search)}
    `,
  })
}

const spokenOf = (errors: Errors = {}) => ['workplace', 'place', 'area'].some((id) => id in errors)

function whatIsThere({ answers, areas, errors }: AboutWorkPage, { found, place }: Search): Piece {
  if (found.length === 0) return html`<p>We found nothing by these words. Change them, or choose your area above.</p>`
  const own = answers.areaBy === 'own' && areas.find(({ code }) => code === answers.area)
  return html`${own && html`<p>You chose ${own.name} above. We keep that, whatever you choose here.</p>`}
    ${whichPlace({ found, place }, errors)}`
}
