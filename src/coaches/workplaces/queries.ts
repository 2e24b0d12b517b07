import { bytes, query, uuid } from '#lib/sql'

/** Where a coach works besides, in the order in which they said so. */
export const workplacesOf = query(
  { id: uuid, sealedName: bytes },
  `select id, sealed_name as "sealedName" from coach_workplace where coach_id = $1 order by made_at, id limit 50`,
)

export const addWorkplace = query(
  { id: uuid },
  `insert into coach_workplace (id, coach_id, token, sealed_name) values ($1, $2, $3, $4) on conflict do nothing returning id`,
)

export const removeWorkplace = query(
  { id: uuid },
  `delete from coach_workplace where id = $1 and coach_id = $2 returning id`,
)
