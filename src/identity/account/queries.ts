import { boolean, instant, integer, maybe, query, text, uuid } from '#lib/sql'

/** Who is behind the session that this transaction claims; nulls where it is over. */
export const mySession = query(
  { staffId: maybe(uuid), level: maybe(integer), strongAt: maybe(instant), name: maybe(text), email: maybe(text) },
  `select staff_id as "staffId", level, strong_at as "strongAt", name, email from my_session()`,
)

export const mySessions = query(
  { level: integer, device: maybe(text), madeAt: instant, lastSeenAt: instant, isThis: boolean },
  `select level, device, made_at as "madeAt", last_seen_at as "lastSeenAt", is_this as "isThis" from my_sessions()`,
)

export const endMySessions = query({ staffId: maybe(uuid) }, `select end_my_sessions() as "staffId"`)

/** Gives up one of one's own ways in; false for the last, another's, or one that is gone. */
export const endWayIn = query({ ended: boolean }, `select end_way_in($1) as ended`)
