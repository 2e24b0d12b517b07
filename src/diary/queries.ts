import { count, instant, maybe, query, textArray, uuid } from '#lib/sql'

/** Claims with the first coach of a list who can; see claim_first. Ranges go as PostgreSQL writes them. */
export const claimFirstOf = query(
  { claimId: maybe(uuid), coachId: maybe(uuid), refusals: textArray },
  `select claim_id as "claimId", coach_id as "coachId", refusals
     from claim_first($1::uuid[], $2::integer[], $3::timestamptz[], $4, $5, $6::tstzrange, $7, $8, $9)`,
)

export const confirmClaimOf = query(
  { claimId: maybe(uuid) },
  `select confirm_claim($1, $2::tstzrange, $3) as "claimId"`,
)

/** Lets go of claims; saying it twice is harmless. */
export const releaseClaims = query(
  { id: uuid, coachId: uuid },
  `update claim set active = false where id = any($1::uuid[]) and active returning id, coach_id as "coachId"`,
)

/** Takes back that claims were let go, in the transaction that did; but not of what a new claim lies over. */
export const keepClaims = query(
  {},
  `update claim c set active = true from claim n
    where n.id = $2 and c.id = any($1::uuid[]) and not (c.coach_id = n.coach_id and c.during && n.during)`,
)

/** Forgets claims of holds that came to nothing. */
export const dropClaims = query({}, `delete from claim where id = any($1::uuid[]) and kind = 'hold' and not active`)

/** Every claim that still keeps somebody's time after an instant, for the board. Holds that ran out are left out. */
export const liveClaims = query(
  { id: uuid, coachId: uuid, startsAt: instant, endsAt: instant, expiresAt: maybe(instant) },
  `select id, coach_id as "coachId", lower(during) as "startsAt", upper(during) as "endsAt", expires_at as "expiresAt"
     from claim
    where active and upper(during) > $1 and (expires_at is null or expires_at > clock_now())
      and ($2::uuid[] is null or coach_id = any($2))`,
)

/** Pairs of active claims on one coach that overlap, counted without the constraint's help. Must be none. */
export const countOverlaps = query(
  { overlaps: count },
  `select count(*) as overlaps
     from claim a join claim b on a.coach_id = b.coach_id and a.id < b.id and a.during && b.during
    where a.active and b.active`,
)
