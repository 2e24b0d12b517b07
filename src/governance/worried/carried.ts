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
