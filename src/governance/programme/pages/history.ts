import { html, type SafeHtml } from '#lib/html'
import { sentence } from '#lib/text'
import { fullWhenWords } from '#lib/time'
import type { changesOf } from '#organisations'
import { listed, written } from '../../pages/parts.ts'
import { labels, valueWords } from '../words.ts'

export const historyLimit = 50
type Changes = Awaited<ReturnType<typeof changesOf>>

const kinds: Readonly<Record<string, string>> = { closure: 'Closure', pause: 'Pause', programme: 'The programme' }

/** What was changed, newest first: who, when, what before and what after, a line for each thing. */
export const history = (changes: Changes, now: Temporal.Instant): SafeHtml =>
  listed({
    caption: 'What was changed',
    head: ['When', 'Who', 'What', 'Before', 'After'],
    rows: changes.flatMap(({ at, by, what, title, version, fields }) =>
      fields.map(({ name, before, after }) => [
        fullWhenWords(at),
        by === null ? 'The operator' : html`<bdi>${by}</bdi>`,
        aboutWords(what, title, version, name),
        written(valueWords(name, before, now)),
        written(valueWords(name, after, now)),
      ]),
    ),
    none: 'Nothing was changed here yet.',
    limit: historyLimit,
  })

const aboutWords = (what: string, title: string, version: number | null, name: string) => {
  const subject = what === 'programme' ? kinds[what]! : [kinds[what], title].filter(Boolean).join(', ')
  return sentence(`${subject}${version === null ? '' : `, version ${version}`}: ${labels[name] ?? name}`)
}
