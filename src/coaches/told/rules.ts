/** How a coach asks to be told of sessions, as it was typed. */
export type TypedWays = { mail: boolean; text: boolean; phone: string }

/** By mail, by text to a number, or both. The number is null where the one that we have stays. */
export type ChosenWays = { mail: boolean; text: { phone: string | null } | null }

/** What a number was read as: itself and whether a text reaches it, or that it is one that costs too much, or none. */
export type ReadNumber = { phone: string; takesTexts: boolean } | { refusal: 'premium' | 'none' }

const mobile = 'Enter a mobile number, like 07700 900 982'

/**
 * Reads what a coach chose, or says beside which field what is wrong. At least one way remains, and texts need a number
 * that takes them: the one typed, or where nothing is typed the one that we have.
 */
export function readWays(
  { mail, text, phone }: TypedWays,
  held: boolean,
  number: (text: string) => ReadNumber,
): { chosen: ChosenWays } | { errors: Readonly<Record<string, string>> } {
  if (!mail && !text) return { errors: { ways: 'Select mail, text message or both: we have to reach you' } }
  if (!text) return { chosen: { mail: true, text: null } }
  if (phone === '') return held ? { chosen: { mail, text: { phone: null } } } : { errors: { phone: mobile } }
  const read = number(phone)
  if ('refusal' in read)
    return {
      errors: {
        phone: read.refusal === 'premium' ? 'Enter an ordinary mobile number, not one that costs more to text' : mobile,
      },
    }
  return read.takesTexts ? { chosen: { mail, text: { phone: read.phone } } } : { errors: { phone: mobile } }
}

/** How a coach is told, in words: "By mail and by text, to the number ending in 82". */
export const waysWords = (texts: { ending: string; withMail: boolean } | null): string =>
  texts === null
    ? 'By mail'
    : `${texts.withMail ? 'By mail and by text' : 'By text'}, to the number ending in ${texts.ending}`
