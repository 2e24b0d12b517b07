import { boolean, instant, maybe, query, text, uuid } from '#lib/sql'

/** The recovery of a link, while it can be used; null for any other. */
export const recovering = query({ id: maybe(uuid) }, `select recovering($1) as id`)

/** Counts a try at the code that was said; of the right one gives whose the recovery is, once. */
export const useRecovery = query(
  { id: maybe(uuid), staffId: maybe(uuid) },
  `select recovery_id as id, staff_id as "staffId" from use_recovery($1, $2)`,
)

export const insertRecovery = query(
  { id: uuid },
  `insert into recovery (id, staff_id, started_by, started_as) values ($1, $2, $3, $4)
   on conflict (staff_id) where used_at is null and ended_at is null do nothing returning id`,
)

/** Ends what nobody agreed to within the hour, and what nobody used within another. */
export const endStale = query(
  {},
  `update recovery set ended_at = clock_now()
    where staff_id = $1 and used_at is null and ended_at is null
      and coalesce(agreed_at, started_at) <= clock_now() - interval '1 hour'`,
)

/** Agreed to by somebody else in another role, within the hour; no row otherwise. */
export const agreeTo = query(
  { staffId: uuid },
  `
  update recovery set agreed_at = clock_now(), agreed_by = $2, agreed_as = $3, hash = $4, code_hash = $5
   where id = $1 and agreed_at is null and used_at is null and ended_at is null and started_by <> $2
     and started_as <> $3 and staff_id <> $2 and started_at > clock_now() - interval '1 hour'
     and stands_apart($2, started_by, $3)
  returning staff_id as "staffId"`,
)

/** Takes a recovery back before it was used. */
export const stopRecovery = query(
  { staffId: uuid },
  `update recovery set ended_at = clock_now() where id = $1 and used_at is null and ended_at is null
   returning staff_id as "staffId"`,
)

/** The recovery under way for somebody. */
export const openRecovery = query(
  { id: uuid, startedAt: instant, startedBy: uuid, startedAs: text, agreedAt: maybe(instant) },
  `
  select id, started_at as "startedAt", started_by as "startedBy", started_as as "startedAs", agreed_at as "agreedAt"
    from recovery
   where staff_id = $1 and used_at is null and ended_at is null
     and coalesce(agreed_at, started_at) > clock_now() - interval '1 hour'`,
)

/** What the messages about a recovery need. */
export const recoveryToSend = query(
  { email: text, agreedAt: maybe(instant), endedAt: maybe(instant) },
  `select s.email, r.agreed_at as "agreedAt", coalesce(r.used_at, r.ended_at) as "endedAt"
     from recovery r join staff s on s.id = r.staff_id and s.active where r.id = $1`,
)

/** Whether somebody may be the second person beside another: see the function of this name. */
export const standsApart = query({ apart: boolean }, `select stands_apart($1, $2, $3) as apart`)
