import { boolean, query, uuid } from '#lib/sql'

/** A new account; no row where the address has one. */
export const insertStaff = query(
  { id: uuid },
  `insert into staff (email, name) values (lower($1), $2) on conflict (email) do nothing returning id`,
)

/** Those who work here in a role now. No limit: a programme has a handful in each. */
export const staffInRole = query(
  { id: uuid },
  `select s.id from staff s join staff_role r on r.staff_id = s.id and r.role = $1 and r.ended_at is null
    where s.active order by s.id`,
)

/** The account under an address, for the operator. */
export const staffIdOf = query({ id: uuid }, `select id from staff where email = $1 and active`)

/** A role from now on; no row where they have it. */
export const insertRole = query(
  { id: uuid },
  `insert into staff_role (staff_id, role, provider_id, given_by) values ($1, $2, $3, $4)
   on conflict (staff_id, role) where ended_at is null do nothing returning id`,
)

export const endRole = query(
  { id: uuid },
  `update staff_role set ended_at = clock_now(), ended_by = $3 where staff_id = $1 and role = $2 and ended_at is null returning id`,
)

/** Ends an account; what hangs on it ends with it, by triggers of the database. No row where it had ended. */
export const leaveStaff = query(
  { id: uuid },
  `update staff set active = false, left_at = clock_now() where id = $1 and active returning id`,
)

/** Lets a coach go; false where the coach had left. */
export const letCoachGo = query({ gone: boolean }, `select let_coach_go($1) as gone`)
