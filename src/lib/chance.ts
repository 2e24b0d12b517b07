import { randomFillSync } from 'node:crypto'

/** Letters and digits that nobody mistakes for each other when they are read aloud. */
const readable = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

const drawn = Buffer.alloc(6_144)
let used = drawn.length

/**
 * So many bytes of the system's chance, each given once. Drawn for many at once, as asking the system takes as long as
 * sealing: for what is public or short-lived. A secret draws its own.
 */
export function chance(length: number): Buffer {
  // Anything else would give bytes twice.
  if (!Number.isInteger(length) || length < 1 || length > drawn.length)
    throw new RangeError(`From 1 to ${drawn.length} bytes at once`)
  if (used + length > drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  return Buffer.from(drawn.subarray(used, (used += length)))
}

/** So many letters and digits to be read aloud, all of them as likely: 4.9 bits of chance each. */
export function readableChance(length: number): string {
  let text = ''
  while (text.length < length)
    for (const byte of chance(length))
      if (byte < readable.length * 8 && text.length < length) text += readable[byte % readable.length]
  return text
}
