import { count, query } from '#lib/sql'

/** How far a mailbox was read. */
export const placeOf = query(
  { validity: count, uid: count },
  `select validity, uid from mailbox_place where mailbox = $1`,
)

/** Says how far; never back, but where the server counts anew. */
export const keepPlace = query(
  {},
  `insert into mailbox_place (mailbox, validity, uid) values ($1, $2, $3)
   on conflict (mailbox) do update
      set uid = case when mailbox_place.validity = excluded.validity then greatest(mailbox_place.uid, excluded.uid) else excluded.uid end,
          validity = excluded.validity, read_at = clock_now()`,
)
