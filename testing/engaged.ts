import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { tokenHash } from '../src/identity/browser.ts'
import { signedIn, type Actor } from '../src/lib/door.ts'

/** A further session of a client. */
export async function clientActor(admin: pg.Client, id: string, level: 1 | 2 = 2): Promise<Actor> {
  const token = randomBytes(32).toString('base64url')
  await admin.query(
    `insert into client_session (hash, client_id, level, strong_at)
     values ($1, $2, $3, case when $3 = 2 then clock_now() end)`,
    [tokenHash(token), id, level],
  )
  return signedIn({ role: 'lay_client', token, account: id })
}

/** They work together. */
export const engage = (admin: pg.Client, clientId: string, coachId: string) =>
  admin.query('insert into engagement (client_id, coach_id) values ($1, $2)', [clientId, coachId])
