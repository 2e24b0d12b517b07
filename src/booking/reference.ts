/** Letters and digits that nobody mistakes for each other when read aloud. */
const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

/** A new booking reference: eight characters, 39 bits of chance. */
export function makeReference(): string {
  let reference = ''
  while (reference.length < 8) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1))
    if (byte! < alphabet.length * 8) reference += alphabet[byte! % alphabet.length]
  }
  return reference
}

/** A reference as a person typed it: case, spaces and hyphens do not matter. */
export const readReference = (typed: string) => typed.toUpperCase().replace(/[\s-]/g, '')
