import { html, type Piece } from '#lib/html'
import { input, radios } from '#nhsuk'
import type { Errors } from './question.ts'

/** None of the workplaces that were found. */
export const noPlace = 'none'

type Found = { code: string; name: string; town: string; postcode: string; boardCode: string | null }

/** What was typed to find a workplace, what was found, and which of it was chosen. */
export type Search = { words: string; found: readonly Found[]; place: string }

/** What becomes of a workplace: read by who is asked, or read out to them. */
export const whatForWords =
  'We use it to find your area, and so that nobody who works there too coaches you. Then we forget it. It is not kept.'

/** Where a workplace is typed; with JavaScript, suggestions come meanwhile. */
export const workplaceInput = (words: string, errors: Errors = {}): Piece => html`
  ${input({
    id: 'workplace',
    name: 'workplace',
    value: words,
    label: { text: 'Name, town or postcode' },
    autocomplete: 'off',
    errorMessage: errors['workplace'],
    attributes: { 'data-suggest': '/book/workplaces.json', list: 'workplaces' },
  })}
  <datalist id="workplaces"></datalist>`

export const whichPlace = ({ found, place }: Pick<Search, 'found' | 'place'>, errors: Errors = {}): Piece =>
  radios({
    idPrefix: 'place',
    name: 'place',
    fieldset: { legend: { text: 'Which one?', size: 's' } },
    value: place,
    errorMessage: errors['place'],
    items: [
      ...found.map(({ code, name, town, postcode }) => ({
        value: code,
        text: name,
        hint: { text: `${town}, ${postcode}` },
      })),
      { value: noPlace, text: 'None of these' },
    ],
  })

/** Words and choice of which it was said that they lead nowhere. */
export const seenOf = ({ words, place }: Search) => `${place}:${words}`

/** Sent along, so that it is said once. */
export const seenMark = (search: Search): Piece => html`<input type="hidden" name="seen" value="${seenOf(search)}">`
