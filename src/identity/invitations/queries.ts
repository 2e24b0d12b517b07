import { instant, maybe, query, text, uuid } from '#lib/sql'

/** The invitation of a link, while it can be used; nulls for any other. */
export const invited = query(
  { id: maybe(uuid), staffId: maybe(uuid) },
  `select invitation_id as id, staff_id as "staffId" from invited($1)`,
)

export const insertInvitation = query(
  {},
  `insert into invitation (id, staff_id, hash, made_by, expires_at)
   values ($1, $2, $3, $4, clock_now() + interval '7 days')`,
)

/** A newer invitation takes the place of those before it. */
export const endInvitationsOf = query(
  {},
  `update invitation set ended_at = clock_now() where staff_id = $1 and used_at is null and ended_at is null`,
)

/** What the message about an invitation needs, while it can be used. */
export const invitationToSend = query(
  { email: text, expiresAt: instant },
  `select s.email, i.expires_at as "expiresAt" from invitation i join staff s on s.id = i.staff_id and s.active
    where i.id = $1 and i.used_at is null and i.ended_at is null and i.expires_at > clock_now()`,
)
