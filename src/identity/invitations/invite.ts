import { createHmac, randomUUID } from 'node:crypto'
import type { Tx } from '#lib/sql'
import { tokenHash } from '../browser.ts'
import { endInvitationsOf, insertInvitation } from './queries.ts'

/** The token in the link of an invitation: it follows from its id and a key that the database never sees. */
export const invitationToken = (key: Buffer, id: string): string =>
  createHmac('sha256', key).update(`invitation\0${id}`).digest('base64url')

export const invitationPath = (key: Buffer, id: string): string => `/team/invitation/${invitationToken(key, id)}`

/** Makes an invitation for somebody and ends those before it. Gives its id. `by` is null for the operator. */
export async function makeInvitation(tx: Tx, key: Buffer, staffId: string, by: string | null): Promise<string> {
  const id = randomUUID()
  await endInvitationsOf(tx, staffId)
  await insertInvitation(tx, id, staffId, tokenHash(invitationToken(key, id)), by)
  return id
}
