/** How a copy stands to what only ever grows: the same, behind it, ahead of it, or apart. */
export type Kinship = 'same' | 'behind' | 'ahead' | 'apart'

export function kinship(text: string, copy: string): Kinship {
  if (text === copy) return 'same'
  if (text.startsWith(copy)) return 'behind'
  return copy.startsWith(text) ? 'ahead' : 'apart'
}
