import type { Actor, Db } from '#lib/door'
import { open, type KeyHolder, type Keyring } from '#vault'
import { myRecord, passedElsewhere, type HeldRow, type HeldRows } from '../queries.ts'
import { columnWords, isOurs, tableWords } from './words.ts'

/** One thing that is held: what it is called, and its value in words; null where there is none. */
export type Fact = { name: string; value: string | null }
/** A kind of thing that is held, with each of its rows. */
export type Part = { table: string; title: string; rows: Fact[][] }
/** All that is held, and what else there is to say of it; null where it is whole. */
export type Held = { parts: Part[]; lacks: string | null }

/** What is missing, from when an appointment passed to somebody until the worker has put it with the rest, or for good. */
const lacking: Readonly<Record<string, string>> = {
  coming:
    'An appointment that passed to you is still being put with the rest. Until then it is not here, nor the name and contacts given for it. That mostly takes less than a minute.',
  apart:
    'An appointment that passed to you is kept apart from the rest, and is not here, nor the name and contacts given for it. It stands among your appointments. Ask us if you want to know more.',
}

/** All that is held about the client who asks, opened with their own keys. */
export async function gather(db: Db, vault: KeyHolder, actor: Actor): Promise<Held> {
  const subject = actor.account!
  const { row, lacks } = await db.withActor(actor, async (tx) => ({
    lacks: lacking[(await passedElsewhere.one(tx))?.how ?? ''] ?? null,
    row: await myRecord.one(tx),
  }))
  const keys = await vault.unwrap(
    [
      { subject, purpose: 'contact' },
      { subject, purpose: 'content' },
      // What was answered to a text has a key of its own.
      ...repliesIn(row!.held).map((id) => ({ subject: id, purpose: 'case' as const })),
    ],
    actor,
  )
  return { parts: partsOf(row!.held, subject, keys), lacks }
}

/** The ids of what was answered in words. */
const repliesIn = ({ reply = [] }: HeldRows): string[] =>
  typeof reply === 'number' ? [] : reply.flatMap((row) => (row['sealed_words'] ? [String(row['id'])] : []))

export const partsOf = (held: HeldRows, subject: string, keys: Keyring): Part[] =>
  Object.entries(held)
    .map(([table, rows]) => ({ table, title: tableWords(table), rows: rowsOf(table, rows, subject, keys) }))
    .filter(({ rows }) => rows.length > 0)

function rowsOf(table: string, rows: HeldRow[] | number, subject: string, keys: Keyring): Fact[][] {
  if (typeof rows === 'number') return rows === 0 ? [] : [[{ name: 'How many', value: String(rows) }]]
  return rows.map((row) =>
    Object.entries(row)
      .filter(([column]) => !isOurs(column))
      .map(([column, value]) => ({
        name: columnWords(column),
        value: column.startsWith('sealed') ? opened(table, column, row, subject, keys) : plain(value),
      })),
  )
}

/** A sealed cell in words. What is not sealed under the client's own keys is said to be there and no more. */
function opened(table: string, column: string, row: HeldRow, subject: string, keys: Keyring): string | null {
  const hex = row[column]
  if (typeof hex !== 'string' || hex.length <= 2) return null
  const sealed = Buffer.from(hex.slice(2), 'hex')
  const name = column === 'sealed' ? 'sealed' : column.replace(/^sealed_/, '').replace(/^session_phone$/, 'phone')
  const id = String(row['booking_id'] ?? row['id'])
  const own = ['contact', 'content'] as const
  const all = [...own.map((purpose) => keys.of(subject, purpose)), table === 'reply' ? keys.of(id, 'case') : undefined]
  for (const key of all) {
    if (!key) continue
    for (const place of [name, column, row['kind']])
      for (const at of [id, String(row['id'])])
        try {
          return inWords(open(key, { table, column: String(place), row: at }, sealed))
        } catch {
          // Sealed for another place, or by another key.
        }
  }
  return 'Sealed. It is part of a record with a key of its own'
}

/** A list that was sealed as one text, in words; nothing for an empty one. */
function inWords(text: string): string | null {
  try {
    const list = JSON.parse(text) as unknown
    return Array.isArray(list) ? plain(list) : text
  } catch {
    return text
  }
}

function plain(value: unknown): string | null {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return null
  if (Array.isArray(value)) return value.map(String).join(', ')
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number)
}
