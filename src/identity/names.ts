import { html, type SafeHtml } from '#lib/html'
import { showsSomething } from '#lib/text'

export type NameRefusal = 'missing' | 'too-long' | 'characters'

/** What to say beside the field. */
export const nameSentences: Record<NameRefusal, string> = {
  missing: 'Enter a name. A first name or any name will do',
  'too-long': 'Name must be 100 characters or fewer',
  characters: 'Name has a character in it that we cannot keep. Type it again instead of pasting it',
}

/**
 * The name to call somebody by, in any script: 1 to 100 characters as a person counts them, NFC, single spaces; or why
 * it is none. Markup stays as typed, right-to-left marks too; what turns the direction of other text goes.
 */
export function readName(text: string): { name: string } | { refusal: NameRefusal } {
  if (!text.isWellFormed()) return { refusal: 'characters' }
  if (text.length > 5_000) return { refusal: 'too-long' }
  const name = text.replace(turning, '').replace(/\s+/gu, ' ').trim().normalize('NFC')
  if (/[\p{Cc}\p{Noncharacter_Code_Point}]/u.test(name)) return { refusal: 'characters' }
  if (!showsSomething(name)) return { refusal: 'missing' }
  return isTooLong(name) ? { refusal: 'too-long' } : { name }
}

/** The name for a page: its direction does not reach the words around it. */
export const nameInHtml = (name: string): SafeHtml => html`<bdi>${name}</bdi>`

/** The name for plain text: isolated where it is, or may turn, right to left; otherwise as it is. */
export const nameInText = (name: string): string => (rightToLeft.test(name) ? `\u2068${name}\u2069` : name)

/** Embeddings, overrides and isolates, and the mark that opens some files. Joiners and plain marks belong to names. */
const turning = /[\u202a-\u202e\u2066-\u2069\ufeff]/g
const rightToLeft = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/**
 * The table keeps 400 code points: letters of some scripts need four, a heap of accents is no name. Only a long name is
 * taken apart: nothing has more letters than characters.
 */
const isTooLong = (name: string) =>
  name.length > 100 && ([...name].length > 400 || [...new Intl.Segmenter('en').segment(name)].length > 100)
