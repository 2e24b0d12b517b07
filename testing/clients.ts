import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { signedIn, type Actor } from '../src/lib/door.ts'
import { tokenHash } from '../src/identity/browser.ts'

/** A client acting in a session of the level given, written behind the door. */
export async function clientActor(admin: pg.Client, clientId: string, level: 1 | 2 = 2): Promise<Actor> {
  const token = randomBytes(32).toString('base64url')
  await admin.query(
    `insert into client_session (hash, client_id, level, strong_at) values ($1, $2, $3, case when $3 = 2 then clock_now() end)`,
    [tokenHash(token), clientId, level],
  )
  return signedIn({ role: 'lay_client', token, account: clientId })
}

/** A client of whom nothing is known yet, and them acting. */
export async function newClientActor(admin: pg.Client, level: 1 | 2 = 2): Promise<{ id: string; actor: Actor }> {
  const { rows } = await admin.query<{ id: string }>('insert into client default values returning id')
  const { id } = rows[0]!
  return { id, actor: await clientActor(admin, id, level) }
}

/**
 * Lets bookings be clients' by a list, for tests of what only follows from that. Gives what puts a booking on it.
 */
export async function bookingsByList(admin: pg.Client) {
  await admin.query(`create table theirs (client_id uuid, booking_id uuid); grant select on theirs to public`)
  for (const which of ['bookings_of_client', 'bookings_passed_to'])
    await admin.query(`create or replace function ${which}(p_client uuid) returns setof uuid language sql stable
      security definer set search_path = pg_catalog, public, pg_temp as
      $$ select booking_id from theirs where client_id = p_client $$`)
  return async (clientId: string, bookingId: string) =>
    void (await admin.query('insert into theirs values ($1, $2)', [clientId, bookingId]))
}
