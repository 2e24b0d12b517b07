import { decrypt, encrypt, naming, pad, unpad } from './envelope.ts'

/** What a key is for: how to reach somebody, what they said, or the record of one worry. */
export const purposes = ['contact', 'content', 'case'] as const
export type Purpose = (typeof purposes)[number]

/**
 * A key as it is used: `subject` is the client, enquiry or concern whose cells it seals. `process` keys seal what is no
 * one person's; their subject is a word.
 */
export type Key = { subject: string; purpose: Purpose | 'process'; version: number; secret: Buffer }

/** Where a sealed text stands. One that is copied to another place does not open there. */
export type Cell = { table: string; column: string; row: string }

/** A text sealed for its cell. */
export const seal = (key: Key, cell: Cell, text: string): Buffer => encrypt(key.secret, about(key, cell), pad(text))

/** The text of a cell. Throws, naming the column alone, where it was altered or belongs elsewhere. */
export function open(key: Key, cell: Cell, sealed: Buffer): string {
  const box = decrypt(key.secret, about(key, cell), sealed)
  if (!box) throw new Error(`A sealed cell of ${cell.table}.${cell.column} does not open`)
  return unpad(box)
}

/** The same, null for null. */
export const sealMaybe = (key: Key, cell: Cell, text: string | null) => (text === null ? null : seal(key, cell, text))
export const openMaybe = (key: Key, cell: Cell, sealed: Buffer | null) =>
  sealed === null ? null : open(key, cell, sealed)

/** Seals a cell of one subject anew for another's key. */
export const reseal = (from: Key, to: Key, cell: Cell, sealed: Buffer): Buffer =>
  seal(to, cell, open(from, cell, sealed))

/** A key of the process itself, from its 32 bytes: for what is kept a short while and is no one person's. */
export const processKey = (name: string, secret: Buffer): Key => ({
  subject: name,
  purpose: 'process',
  version: 1,
  secret,
})

const about = ({ subject, purpose, version }: Key, { table, column, row }: Cell) =>
  naming('cell', table, column, row, subject, purpose, version)
