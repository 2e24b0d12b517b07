import type { Verb } from '#lib/verb'

export const isHelp = (word: string) => word === '--help' || word === '-h' || word === 'help'

/** All there is, a line each: a verb and what it can be followed by. */
export function allWords(verbs: readonly Verb[]): string {
  const widest = Math.max(...verbs.map(({ name }) => name.length))
  const lines = verbs.map(({ name, usage }) => `  ${name.padEnd(widest)}   ${followers(usage)}`.trimEnd())
  return ['npm run lay -- VERB …', '', ...lines, '', 'npm run lay -- VERB --help says more.'].join('\n')
}

/** What one verb does and how it is written. */
export const wordsOf = ({ usage, help }: Verb): string =>
  [...waysOf(usage).map((way) => `npm run lay -- ${way}`), '', help].join('\n')

const waysOf = (usage: string) => usage.split(' | ').map((way) => way.trim())

const followers = (usage: string) =>
  [...new Set(waysOf(usage).flatMap((way) => /^\S+ ([a-z]+)/.exec(way)?.[1] ?? []))].join(', ')
