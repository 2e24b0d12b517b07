import { boolean, count, instant, integer, json, query, text, textArray, uuid } from '#lib/sql'
import type { Assignment } from './assignment.ts'

/** Keeps the time that a claim holds for whoever asked. */
export const insertHold = query(
  {},
  `insert into hold (id, claim_id, coach_id, service_key, service_version, mode, longer, starts_at, ends_at, expires_at,
       matched_on, browser, api_key_id, assignment)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
)

/** What a browser holds at this moment. */
export const liveHoldOfBrowser = query(
  { coachId: uuid, claimId: uuid },
  `select coach_id as "coachId", claim_id as "claimId" from hold where browser = $1 and state = 'live' limit 1`,
)

/** Makes the holds of one browser wait for each other, so that it keeps one however often it asks at once. */
export const lockHoldsOfBrowser = query(
  {},
  `select from pg_advisory_xact_lock(hashtextextended('holds of ' || encode($1::bytea, 'hex'), 0))`,
)

/** Lets go of the live holds of a browser; their claims follow in the same transaction. */
export const releaseHoldsOfBrowser = query(
  { claimId: uuid },
  `update hold set state = 'released' where browser = $1 and state = 'live' returning claim_id as "claimId"`,
)

/** Lets go of one's own hold; used or released already, or another's: no row. */
export const releaseHold = query(
  { claimId: uuid },
  `update hold set state = 'released'
    where id = $1 and state = 'live' and (browser = $2 or api_key_id = $3)
    returning claim_id as "claimId"`,
)

export const countHoldsOfKey = query(
  { holds: count },
  `select count(*) as holds from hold where api_key_id = $1 and state = 'live' and expires_at > clock_now()`,
)

const holdShape = {
  id: uuid,
  claimId: uuid,
  coachId: uuid,
  serviceKey: text,
  serviceVersion: integer,
  mode: text,
  longer: boolean,
  startsAt: instant,
  endsAt: instant,
  expiresAt: instant,
  madeAt: instant,
  matchedOn: textArray,
  state: text,
  started: boolean,
  zone: text,
  bufferMinutes: integer,
}

const holdColumns = `id, claim_id as "claimId", coach_id as "coachId", service_key as "serviceKey",
  service_version as "serviceVersion", mode, longer, starts_at as "startsAt", ends_at as "endsAt",
  expires_at as "expiresAt", made_at as "madeAt", matched_on as "matchedOn", state, starts_at <= clock_now() as started,
  (select zone from service_version where key = service_key and version = service_version) as zone,
  (select buffer_minutes from service_version where key = service_key and version = service_version) as "bufferMinutes"`

/** One's own hold, locked until the transaction ends. */
export const lockHold = query(
  holdShape,
  `select ${holdColumns} from hold where id = $1 and (browser = $2 or api_key_id = $3) for update`,
)

/** One's own hold, to look at. */
export const findHold = query(holdShape, `select ${holdColumns} from hold where id = $1 and browser = $2`)

/** What a browser booked with its own hold. */
export const becameOf = query(
  { id: uuid },
  `select b.id from hold h join booking b on b.browser = h.browser
     join booking_change c on c.booking_id = b.id and c.what = 'booked' and c.coach_id = h.coach_id and c.starts_at = h.starts_at
    where h.id = $1 and h.browser = $2 and h.state = 'used' order by b.made_at desc limit 1`,
)

/** The time of a hold with another coach, and why that one. */
export const giveHold = query({}, `update hold set claim_id = $2, coach_id = $3, assignment = $4 where id = $1`)

export const useHold = query({ id: uuid }, `update hold set state = 'used' where id = $1 returning id`)

export const assignmentOf = query({ assignment: json<Assignment>() }, `select assignment from hold where id = $1`)
