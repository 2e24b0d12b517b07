import { count, json, query } from '#lib/sql'

/** How often each message was tried that could not be read yet, by its number. */
export type Later = Record<string, number>

/** How far a mailbox was read, and what of it is tried again. */
export const placeOf = query(
  { validity: count, uid: count, later: json<Later>() },
  `select validity, uid, later from mailbox_place where mailbox = $1`,
)

/** Says how far; never back, but where the server counts anew. */
export const keepPlace = query(
  {},
  `insert into mailbox_place (mailbox, validity, uid, later) values ($1, $2, $3, $4::jsonb)
   on conflict (mailbox) do update
      set uid = case when mailbox_place.validity = excluded.validity then greatest(mailbox_place.uid, excluded.uid) else excluded.uid end,
          validity = excluded.validity, later = excluded.later, read_at = clock_now()`,
)
