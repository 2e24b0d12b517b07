import { open, openMaybe, seal, type Cell, type Key } from '#vault'

const cell = (id: string, column: 'words' | 'number'): Cell => ({ table: 'reply', column, row: id })

/** What somebody answered and from which number, as the table keeps it: under the reply's own key. */
export const sealReply = (key: Key, id: string, { words, from }: { words: string; from: string }) => ({
  words: seal(key, cell(id, 'words'), words),
  number: seal(key, cell(id, 'number'), from),
})

export const openReply = (key: Key, id: string, sealed: { words: Buffer; number: Buffer | null }) => ({
  words: open(key, cell(id, 'words'), sealed.words),
  number: openMaybe(key, cell(id, 'number'), sealed.number),
})
