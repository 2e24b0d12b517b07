import type { Row } from './oracle.ts'

/**
 * A word that occurs once in the world: one client's, in one field, of the kind that one row of the matrix is about.
 * Wherever it turns up, that field of that client was shown.
 */
export type Canary = { client: string; row: Row; field: string; text: string }

/** The form in which a canary was found. */
export type Sighting = Canary & { form: string }

/** Every made word begins so, references of bookings too; nothing else in the product does. */
export const stem = 'zqvx'

const hexOf = (text: string) => Buffer.from(text).toString('hex')
const bytesAs = (text: string, write: (hex: string) => string) =>
  [...Buffer.from(text)].map((byte) => write(byte.toString(16).padStart(2, '0'))).join('')

/** The letters of base64 that a text decides alone, whatever stands before it and after it. */
function base64Within(text: string): string[] {
  return [0, 1, 2].map((before) => {
    const written = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]).toString('base64')
    return written.slice(Math.ceil((before * 8) / 6), Math.floor(((before + Buffer.byteLength(text)) * 8) / 6))
  })
}

const asTyped = (text: string) => [...new Set([text, text.toLowerCase(), text[0]!.toUpperCase() + text.slice(1)])]

/** Forms that are looked for without regard to capitals. */
const plainForms: Record<string, (text: string) => string[]> = {
  plain: (text) => [text],
  'URL-escaped': (text) => [bytesAs(text, (hex) => `%${hex}`)],
  'HTML-escaped': (text) => [
    bytesAs(text, (hex) => `&#${Number.parseInt(hex, 16)};`),
    bytesAs(text, (hex) => `&#x${hex};`),
  ],
  'JSON-escaped': (text) => [bytesAs(text, (hex) => `\\u00${hex}`)],
  'quoted-printable': (text) => [bytesAs(text, (hex) => `=${hex}`)],
  hex: (text) => [hexOf(text)],
}
const base64: [string, (text: string) => string[]] = ['base64', base64Within]

/** How people and machines write a telephone number of which these are the last ten digits. */
const spaced = (text: string) =>
  /^\d{10}$/.test(text)
    ? [text, `${text.slice(0, 4)} ${text.slice(4)}`, text.replace(/(....)(...)(...)/, '$1 $2 $3')]
    : [text]

type Needle = { canary: Canary; form: string; text: string }
type Kind = { folds: boolean; hints: string[]; needles: Needle[] }

export type Search = (haystack: string) => Sighting[]

/** Looks for all of them, in every form, at once. */
export function searchFor(canaries: readonly Canary[]): Search {
  const starts = [...new Set(canaries.map(({ text }) => text.toLowerCase().slice(0, 4)))]
  const kindOf = ([form, write]: [string, (text: string) => string[]], folds: boolean): Kind => ({
    folds,
    hints: starts
      .flatMap(asTyped)
      .flatMap(write)
      .map((hint) => (folds ? hint.toLowerCase() : hint)),
    needles: canaries.flatMap((canary) =>
      spaced(canary.text)
        .flatMap(asTyped)
        .flatMap(write)
        .map((text) => ({ canary, form, text: folds ? text.toLowerCase() : text })),
    ),
  })
  const kinds = [...Object.entries(plainForms).map((one) => kindOf(one, true)), kindOf(base64, false)]
  return (haystack) => {
    const folded = haystack.toLowerCase()
    const found = new Map<Canary, Sighting>()
    for (const { folds, hints, needles } of kinds) {
      const text = folds ? folded : haystack
      if (!hints.some((hint) => text.includes(hint))) continue
      for (const needle of needles)
        if (!found.has(needle.canary) && text.includes(needle.text))
          found.set(needle.canary, { ...needle.canary, form: needle.form })
    }
    return [...found.values()]
  }
}

/** A text as it reads once folded lines are whole again, as calendars and mails fold them; with the text as it was. */
export const unfolded = (text: string) => `${text}\n${text.replace(/=\r?\n/g, '').replace(/\r?\n[ \t]/g, '')}`
