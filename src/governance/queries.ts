import { query, text, uuid } from '#lib/sql'

/** What somebody on staff is called. */
export const ownName = query({ name: text }, `select name from staff where id = $1`)

/** Who has a role now, by name. */
export const peopleWith = query(
  { id: uuid, name: text },
  `select s.id, s.name from staff_role r join staff s on s.id = r.staff_id
    where r.role = $1 and r.ended_at is null order by s.name, s.id limit 200`,
)
