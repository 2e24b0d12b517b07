import { html } from '#lib/html'
import { dateWords } from '#lib/time'
import { summaryList } from '#nhsuk'

/** Terms and what they mean. */
export const definitionList = (of: readonly { term: string; words: string }[]) =>
  html`${summaryList({ rows: of.map(({ term, words }) => ({ key: { text: term }, value: { text: words } })) })}`

/** "25 November 2026". */
export const dayOf = (day: Temporal.PlainDate): string => dateWords(day).split(' ').slice(1).join(' ')
