import { boolean, instant, query, text, uuid } from '#lib/sql'

/** Turns of duty that are not over, in order. */
export const turnsAhead = query(
  { id: uuid, name: text, startsAt: instant, endsAt: instant, begun: boolean },
  `select t.id, s.name, t.starts_at as "startsAt", t.ends_at as "endsAt", t.starts_at <= clock_now() as begun
     from duty_turn t join staff s on s.id = t.staff_id
    where t.ends_at > clock_now() order by t.starts_at, s.name limit 200`,
)

/** Who can be given a turn. */
export const dutyLeads = query(
  { id: uuid, name: text },
  `select s.id, s.name from staff_role r join staff s on s.id = r.staff_id
    where r.role = 'duty_lead' and r.ended_at is null order by s.name, s.id limit 200`,
)

/** Gives a turn; to whoever has one in this time already, or is no duty lead, none. */
export const insertTurn = query(
  { id: uuid },
  `insert into duty_turn (staff_id, starts_at, ends_at)
     select r.staff_id, $2, $3 from staff_role r where r.staff_id = $1 and r.role = 'duty_lead' and r.ended_at is null
   on conflict do nothing returning id`,
)

/** Takes a turn back that has not begun. Those that have stay: they say who had the duty. */
export const deleteTurn = query(
  { staffId: uuid },
  `delete from duty_turn where id = $1 and starts_at > clock_now() returning staff_id as "staffId"`,
)
