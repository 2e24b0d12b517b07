/** Sets of small whole numbers as bits in 32-bit words. */
export const wordsFor = (size: number) => Math.ceil(size / 32)

export const setBit = (words: Uint32Array, offset: number, bit: number) => {
  const at = offset + (bit >>> 5)
  words[at] = words[at]! | (1 << (bit & 31))
}

export const clearBit = (words: Uint32Array, offset: number, bit: number) => {
  const at = offset + (bit >>> 5)
  words[at] = words[at]! & ~(1 << (bit & 31))
}

/** How many bits of a word are set. */
export function popcount(word: number): number {
  word -= (word >>> 1) & 0x55555555
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
  return (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

/** How many members two sets share; the first begins at `offset`. */
export function countShared(words: Uint32Array, offset: number, mask: Uint32Array): number {
  let shared = 0
  for (let i = 0; i < mask.length; i++) {
    const both = words[offset + i]! & mask[i]!
    if (both !== 0) shared += popcount(both)
  }
  return shared
}

/** The members that two sets share, in order. */
export function listShared(words: Uint32Array, offset: number, mask: Uint32Array): number[] {
  const members = new Array<number>(countShared(words, offset, mask))
  let next = 0
  for (let i = 0; i < mask.length; i++) {
    for (let both = words[offset + i]! & mask[i]!; both !== 0; both &= both - 1) {
      members[next++] = i * 32 + 31 - Math.clz32(both & -both)
    }
  }
  return members
}
