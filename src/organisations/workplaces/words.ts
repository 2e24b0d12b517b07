const spelt: Record<string, string> = { ctr: 'centre', st: 'saint' }
const asked = { characters: 100, words: 8, letters: 2 }

/** The words a text can be found by: lower case, without accents and apostrophes, each once, in order. */
export function wordsOf(...texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap(split).flatMap((word) => (spelt[word] ? [word, spelt[word]] : [word])))].sort()
}

/** All words of a postcode: its halves, and both run together. */
export const postcodeWords = (postcode: string): string[] => wordsOf(postcode, postcode.replaceAll(' ', ''))

/** Words of the name once more, marked, so that a workplace can be known as found by its name. */
export const nameWords = (name: string): string[] => wordsOf(name).map((word) => `=${word}`)

export type Search = { anywhere: string; inName: string }

/**
 * What somebody typed, as PostgreSQL's text search takes it: every word the beginning of a word, all of them wanted.
 * Null when there is too little to look for.
 */
export function searchOf(typed: string): Search | null {
  const words = [...new Set(split(typed.slice(0, asked.characters)))].slice(0, asked.words)
  if (words.join('').length < asked.letters) return null
  const all = (mark: string) => words.map((word) => `'${mark}${word}':*`).join(' & ')
  return { anywhere: all(''), inName: all('=') }
}

const split = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}'’.]/gu, '')
    .replaceAll('&', ' and ')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
