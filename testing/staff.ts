import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { signedIn, type Actor } from '../src/lib/door.ts'
import { roleOf } from '../src/identity/guards.ts'
import { tokenHash } from '../src/identity/browser.ts'
import { closed, onlyLoopback, openToAnyone, type Guard, type Guards, type StaffRole } from '../src/web/index.ts'
import { staffRoles } from '../src/web/index.ts'

/** A session of a member of staff, written behind the door. Gives its token. */
export async function sessionOf(admin: pg.Client, staffId: string, level: 1 | 2 = 2): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await admin.query('insert into staff_session (hash, staff_id, level) values ($1, $2, $3)', [
    tokenHash(token),
    staffId,
    level,
  ])
  return token
}

/** A member of staff acting in one of their roles, in a session of their own. */
export async function actorOf(admin: pg.Client, staffId: string, role: StaffRole, level: 1 | 2 = 2): Promise<Actor> {
  return signedIn({ role: roleOf[role], token: await sessionOf(admin, staffId, level), account: staffId })
}

/** A coach acting, in a session of their own. */
export const coachActor = (admin: pg.Client, coachId: string) => actorOf(admin, coachId, 'coach')

/** Guards that let in whoever is named, and this machine where that is asked. */
export const guardsWith = (named: Partial<Guards> = {}): Guards => ({
  anyone: openToAnyone,
  client: closed,
  staff: closed,
  ...(Object.fromEntries(staffRoles.map((role) => [role, closed])) as Record<StaffRole, Guard>),
  'booking-key': closed,
  demo: onlyLoopback,
  loopback: onlyLoopback,
  ...named,
})

/** A guard that lets in one coach, with a session of theirs that lasts as long as the clock of the database lets it. */
export const coachGuard = (admin: pg.Client, coachId: string): Guard => {
  return async () => ({ kind: 'coach', id: coachId, actor: await coachActor(admin, coachId), level: 'strong' })
}

/** Somebody who works here in a role, at the first provider there is. Gives their id. */
export async function newStaff(admin: pg.Client, role: StaffRole, id: string = randomUUID()): Promise<string> {
  await admin.query(`insert into provider (key, name) values ('kestrel', 'Kestrel') on conflict do nothing`)
  await admin.query('insert into staff (id, email, name) values ($1, $2, $3)', [id, `${id}@example.org`, 'Dev'])
  await admin.query(
    'insert into staff_role (staff_id, role, provider_id) select $1, $2, id from provider order by name limit 1',
    [id, role],
  )
  return id
}
