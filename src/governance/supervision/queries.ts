import { maybe, query, text, uuid } from '#lib/sql'

/** Coaches that work here, each with whoever supervises them; several rows where there are several. */
export const supervised = query(
  { coachId: uuid, coach: text, id: maybe(uuid), supervisor: maybe(text) },
  `select c.id as "coachId", c.name_shown as coach, o.id, s.name as supervisor
     from coach c left join supervision_of o on o.coach_id = c.id and o.ended_at is null
     left join staff s on s.id = o.supervisor_id
    where c.active order by o.id is not null, c.name_shown, s.name limit 1000`,
)

/** Assigns a coach to a supervisor; nothing where it is so already, or it is the same person. */
export const insertSupervision = query(
  { id: uuid },
  `insert into supervision_of (supervisor_id, coach_id)
     select r.staff_id, c.id from staff_role r, coach c
      where r.staff_id = $1 and r.role = 'supervisor' and r.ended_at is null and c.id = $2 and c.active and c.id <> r.staff_id
   on conflict do nothing returning id`,
)

export const endSupervision = query(
  { coachId: uuid },
  `update supervision_of set ended_at = clock_now() where id = $1 and ended_at is null returning coach_id as "coachId"`,
)
