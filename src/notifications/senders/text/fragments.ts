/** The alphabet of a text's cheap form (GSM 03.38), and what in it counts as two. */
const plain = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const doubled = new Set('^{}\\[~]|€')

/**
 * How many messages a text is sent, and paid for, as: 160 letters, or 153 in each of several; where one letter is outside
 * that alphabet, as the Welsh circumflexes are, 70, or 67 in each of several. Source: 3GPP TS 23.038 and 23.040.
 */
export function fragmentsOf(text: string): number {
  const letters = [...text]
  if (letters.every((letter) => plain.has(letter) || doubled.has(letter))) return ofSevenBits(letters)
  return text.length <= 70 ? 1 : pack(letters, (letter) => letter.length, 67)
}

function ofSevenBits(letters: readonly string[]): number {
  const width = (letter: string) => (doubled.has(letter) ? 2 : 1)
  const all = letters.reduce((sum, letter) => sum + width(letter), 0)
  return all <= 160 ? 1 : pack(letters, width, 153)
}

/** No letter is cut in two at the end of a fragment. */
function pack(letters: readonly string[], width: (letter: string) => number, room: number): number {
  let [fragments, used] = [1, 0]
  for (const letter of letters) {
    if (used + width(letter) > room) [fragments, used] = [fragments + 1, 0]
    used += width(letter)
  }
  return fragments
}
