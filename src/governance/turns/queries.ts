import { boolean, instant, query, text, uuid } from '#lib/sql'

/** Turns of duty that are not over, in order. Whoever is no duty lead any more cannot have the duty, whatever stands here. */
export const turnsAhead = query(
  { id: uuid, name: text, startsAt: instant, endsAt: instant, begun: boolean, holds: boolean },
  `select t.id, s.name, t.starts_at as "startsAt", t.ends_at as "endsAt", t.starts_at <= clock_now() as begun,
          exists (select from staff_role r where r.staff_id = t.staff_id and r.role = 'duty_lead' and r.ended_at is null) as holds
     from duty_turn t join staff s on s.id = t.staff_id
    where t.ends_at > clock_now() order by t.starts_at, s.name limit 200`,
)

/** Gives a turn; to whoever has one in this time already, or is no duty lead, none. */
export const insertTurn = query(
  { id: uuid },
  `insert into duty_turn (staff_id, starts_at, ends_at)
     select r.staff_id, $2, $3 from staff_role r where r.staff_id = $1 and r.role = 'duty_lead' and r.ended_at is null
   on conflict do nothing returning id`,
)

/** Whether a turn stands. */
export const turnStands = query({ found: boolean }, `select exists (select from duty_turn where id = $1) as found`)

/** Takes a turn back; one that has begun cannot be. */
export const deleteTurn = query(
  { staffId: uuid },
  `delete from duty_turn where id = $1 returning staff_id as "staffId"`,
)
