/** Letters and digits that nobody mistakes for each other when read aloud. */
const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'
const length = 8

/** A new booking reference: eight characters, 39 bits of chance. */
export function makeReference(): string {
  let reference = ''
  while (reference.length < length) {
    const letters = [...crypto.getRandomValues(new Uint8Array(2 * length))]
      .filter((byte) => byte < alphabet.length * 8)
      .map((byte) => alphabet[byte % alphabet.length])
    reference = (reference + letters.join('')).slice(0, length)
  }
  return reference
}

/** A reference as a person typed it: case, spaces and hyphens do not matter. */
export const readReference = (typed: string) => typed.toUpperCase().replace(/[\s-]/g, '')
