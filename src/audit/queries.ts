import { query } from '#lib/sql'

/** Writes one event; nothing comes back, since the writer may not read. */
export const insertEvent = query(
  {},
  `
  insert into audit_event (verb, subject_kind, subject_id, actor_kind, actor_id, reason, request_id)
  values ($1, $2, $3, $4, $5, $6, $7)`,
)
