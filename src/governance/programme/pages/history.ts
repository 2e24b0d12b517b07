import { html, type Piece, type SafeHtml } from '#lib/html'
import { fullWhenWords } from '#lib/time'
import type { changesOf } from '#organisations'
import { listed, written } from '../../pages/parts.ts'
import { labels, valueWords } from '../words.ts'

export const historyLimit = 50
type Changes = Awaited<ReturnType<typeof changesOf>>
type Fields = Changes[number]['fields']

const kinds: Readonly<Record<string, string>> = { closure: 'Closure', pause: 'Pause', programme: 'The programme' }

/** What was changed, newest first: who, when, what it was before and what after. */
export const history = (changes: Changes, now: Temporal.Instant): SafeHtml =>
  listed({
    caption: 'What was changed',
    head: ['When', 'Who', 'What', 'Before', 'After'],
    rows: changes.map(({ at, by, what, title, version, fields }) => [
      fullWhenWords(at),
      by === null ? 'The operator' : html`<bdi>${by}</bdi>`,
      aboutWords(what, title, version),
      values(fields, 'before', now),
      values(fields, 'after', now),
    ]),
    none: 'Nothing was changed here yet.',
    limit: historyLimit,
  })

const aboutWords = (what: string, title: string, version: number | null) => {
  const subject = what === 'programme' ? kinds[what]! : [kinds[what], title].filter(Boolean).join(': ')
  return version === null ? subject : `${subject}, version ${version}`
}

/** One side of a change, a line for each thing; a dash where nothing of it was there. */
function values(fields: Fields, side: 'before' | 'after', now: Temporal.Instant): SafeHtml {
  if (fields.every((field) => field[side] === null)) return html`–`
  const lines: Piece[] = fields.map(
    (field, i) =>
      html`${i > 0 && html`<br>`}${labels[field.name] ?? field.name}: ${written(valueWords(field.name, field[side], now))}`,
  )
  return html`${lines}`
}
