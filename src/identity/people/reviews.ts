import { boolean, instant, maybe, query, text, uuid } from '#lib/sql'

/** When the review was last signed, and when the first person was laid. */
export const reviewSince = query(
  { signedAt: maybe(instant), firstAt: maybe(instant) },
  `select (select max(signed_at) from access_review) as "signedAt", (select min(made_at) from staff) as "firstAt"`,
)

/** Every role that somebody has, by name. */
export const rolesHeld = query(
  {
    id: uuid,
    staffId: uuid,
    name: text,
    role: text,
    provider: maybe(text),
    providerId: maybe(uuid),
    givenAt: instant,
    lastSeenAt: maybe(instant),
    mine: boolean,
  },
  `
  select r.id, r.staff_id as "staffId", s.name, r.role, p.name as provider, r.provider_id as "providerId",
         r.given_at as "givenAt", last_seen_of(s.id) as "lastSeenAt", mine_to_keep(s.id) as mine
    from staff_role r join staff s on s.id = r.staff_id and s.active left join provider p on p.id = r.provider_id
   where r.ended_at is null order by s.name, s.id, r.role limit 5000`,
)

export const insertReview = query(
  { id: uuid },
  `insert into access_review (signed_by, signed_as) values ($1, $2) returning id`,
)
export const insertReviewLine = query(
  {},
  `insert into access_review_line (review_id, staff_id, role, provider_id, decision) values ($1, $2, $3, $4, $5)`,
)
