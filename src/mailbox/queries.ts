import { boolean, count, instant, integer, json, query } from '#lib/sql'

/** How often each message was tried that could not be read yet, by its number. */
export type Later = Record<string, number>

/** How far a mailbox was read, and what of it is tried again. */
export const placeOf = query(
  { validity: count, uid: count, later: json<Later>() },
  `select validity, uid, later from mailbox_place where mailbox = $1`,
)

/**
 * Says how far; never back, but where the server counts anew. Of what is tried again it changes the message in hand alone, which was tried so
 * often, or is not tried again (null): another turn can have put off another.
 */
export const keepPlace = query(
  {},
  `insert into mailbox_place (mailbox, validity, uid, later)
   values ($1, $2, $3, case when $5::integer is null then '{}' else jsonb_build_object($4::text, $5::integer) end)
   on conflict (mailbox) do update
      set uid = case when mailbox_place.validity = excluded.validity then greatest(mailbox_place.uid, excluded.uid) else excluded.uid end,
          later = case when mailbox_place.validity = excluded.validity then mailbox_place.later - $4::text else '{}' end || excluded.later,
          validity = excluded.validity`,
)

/** Says which mailbox is read from now on; null: none. */
export const watchMailbox = query(
  {},
  `insert into mailbox_watch (mailbox) values ($1)
   on conflict (one) do update set mailbox = excluded.mailbox, since = clock_now(), read_at = null, told_at = null
    where mailbox_watch.mailbox is distinct from excluded.mailbox`,
)

/** Says that it is read. */
export const keepRead = query({}, `update mailbox_watch set read_at = clock_now(), told_at = null where mailbox = $1`)

/** When the mailbox was last read, and since when it is to be; nothing where none is. */
export const answersRead = query(
  { readAt: instant, ever: boolean },
  `select coalesce(read_at, since) as "readAt", read_at is not null as ever from mailbox_watch where mailbox is not null`,
)

/** Says that people are told that it was not read for an hour, once an outage: which. */
export const tellUnread = query(
  { outage: integer },
  `update mailbox_watch set told_at = clock_now(), outages = outages + 1
    where mailbox is not null and told_at is null and coalesce(read_at, since) <= clock_now() - interval '1 hour'
   returning outages as outage`,
)

/** Whether that outage goes on. */
export const isUnread = query(
  { yes: boolean },
  `select exists (select from mailbox_watch where mailbox is not null and told_at is not null and outages = $1) as yes`,
)
