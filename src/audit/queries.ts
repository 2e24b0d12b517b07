import { count, query } from '#lib/sql'

/** Puts one entry at the end of its subject's chain; nothing comes back, since the writer may not read. */
export const appendEvent = query({}, `select from audit_append($1, $2, $3, $4, $5, $6, $7, $8)`)

/** The same for several, in their order. */
export const appendEvents = query({}, `select from audit_append_all($1::jsonb)`)

/** Keeps an entry for later; never fails. */
export const appendLate = query({}, `select from audit_append_late($1::jsonb)`)

/** Puts entries that were kept for later into their chains. */
export const takeLate = query({ taken: count }, `select audit_take_late() as taken`)
