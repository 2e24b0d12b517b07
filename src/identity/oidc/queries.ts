import { instant, maybe, query, text, uuid } from '#lib/sql'

/** Whose link this is, while they work here; null for nobody. */
export const useOidcLink = query({ staffId: maybe(uuid) }, `select use_oidc_link($1, $2) as "staffId"`)

export const keepOidcLink = query(
  { id: maybe(uuid), staffId: maybe(uuid) },
  `select link_id as id, staff_id as "staffId" from keep_oidc_link($1, $2)`,
)

export const myOidcLinks = query(
  { id: uuid, issuer: text, madeAt: instant, lastUsedAt: maybe(instant) },
  `select link_id as id, issuer, made_at as "madeAt", last_used_at as "lastUsedAt" from my_oidc_links()`,
)

/** What the message about a new link needs. */
export const linkToSend = query(
  { email: text, madeAt: instant },
  `select s.email, l.made_at as "madeAt" from oidc_link l join staff s on s.id = l.staff_id and s.active where l.id = $1`,
)
