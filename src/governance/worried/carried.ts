import { createHash } from 'node:crypto'
import { open, processKey, seal, type Cell } from '#vault'
import type { Team } from '../turn.ts'

/**
 * What the page carries, sealed, so that raising asks nobody for anything: whose page it was, which session it is about,
 * and whom, as far as that could be opened when the page was shown.
 */
export type Carried = {
  /** Of this showing of the page. */
  id: string
  coachId: string
  team: Team
  bookingId: string | null
  about: string | null
  name: string | null
  number: string | null
}

const keyOf = (secret: Buffer) => processKey('concern-page', secret)
const cell: Cell = { table: 'concern', column: 'page', row: 'carried' }

export const sealCarried = (secret: Buffer, carried: Carried): string =>
  seal(keyOf(secret), cell, JSON.stringify(carried)).toString('base64url')

/** What a page carried; null where no page of ours sent it. */
export function openCarried(secret: Buffer, sealed: string): Carried | null {
  try {
    return JSON.parse(open(keyOf(secret), cell, Buffer.from(sealed, 'base64url'))) as Carried
  } catch {
    return null
  }
}

/** The concern that a page raises: the same however often the same is sent, and another where something else was typed. */
export function concernId(carried: Carried, typed: Readonly<Record<string, string>>): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([carried.id, typed]))
    .digest('hex')
  const [a, b, c, d, e] = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    digest.slice(13, 16),
    digest.slice(17, 20),
    digest.slice(20, 32),
  ]
  return `${a}-${b}-8${c}-8${d}-${e}`
}
