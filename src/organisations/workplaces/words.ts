const spelt: Record<string, string> = { ctr: 'centre', st: 'saint' }
const asked = { characters: 100, words: 8, letters: 2 }

/** The words a text can be found by: lower case, without accents and apostrophes, each once, in order. */
export function wordsOf(...texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap(split).flatMap((word) => (spelt[word] ? [word, spelt[word]] : [word])))].sort()
}

/** All words of a postcode: its halves, and both run together. */
export const postcodeWords = (postcode: string): string[] => wordsOf(postcode, postcode.replaceAll(' ', ''))

/**
 * What somebody typed, as PostgreSQL's text search takes it: every word the beginning of a word, all of them wanted.
 * Null when there is too little to look for.
 */
export function searchOf(typed: string): string | null {
  const words = [...new Set(split(typed.slice(0, asked.characters)))].slice(0, asked.words)
  return words.join('').length < asked.letters ? null : words.map((word) => `${word}:*`).join(' & ')
}

const split = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}'’.]/gu, '')
    .replaceAll('&', ' and ')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
