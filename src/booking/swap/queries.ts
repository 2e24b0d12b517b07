import { boolean, date, instant, maybe, query, text, uuid } from '#lib/sql'

/** How many of them are looked at where no day is named. */
export const nearest = 200

/**
 * Colleagues' sessions that could be swapped for one's own as far as what was asked for goes, nearest to a time first: all of one day,
 * or the nearest of all.
 */
export const swapsFor = query(
  { coachId: uuid, startsAt: instant, endsAt: instant, mode: text, serviceKey: text, longer: boolean },
  `select coach_id as "coachId", starts_at as "startsAt", ends_at as "endsAt", mode, service_key as "serviceKey", longer from swaps_for($1)
    where $3::date is null or (starts_at at time zone 'Europe/London')::date = $3
    order by abs(extract(epoch from starts_at - $2)), starts_at, coach_id limit case when $3::date is null then ${nearest} end`,
)

/** The days that have any of them. */
export const swapDays = query(
  { day: date },
  `select distinct (starts_at at time zone 'Europe/London')::date as day from swaps_for($1) order by day`,
)

/** One's own session as far as whoever would hold it needs to know. */
export const ownToSwap = query(
  { startsAt: instant, mode: text, serviceKey: text, longer: boolean, asked: boolean },
  `select b.starts_at as "startsAt", b.mode, b.service_key as "serviceKey", b.longer, v.id is not null
         or exists (select from rehome_task t where t.booking_id = b.id and t.settled_at is null) as asked
     from booking b left join cover v on v.booking_id = b.id and v.settled_at is null
    where b.id = $1 and b.coach_id = $2 and b.status = 'booked' and b.starts_at > clock_now()`,
)

/** Offers a colleague one's own session for theirs at a time; null where that cannot be. */
export const offerSwap = query({ id: maybe(uuid) }, `select offer_swap($1, $2, $3, $4) as id`)

/** What colleagues offer the coach who asks. */
export const swapsOffered = query(
  {
    id: uuid,
    coach: text,
    ownAt: instant,
    startsAt: instant,
    endsAt: instant,
    mode: text,
    serviceKey: text,
    state: text,
  },
  `select id, coach, own_at as "ownAt", starts_at as "startsAt", ends_at as "endsAt", mode, service_key as "serviceKey", state
     from swaps_offered_to_me()`,
)

/** Agrees to a swap, or does not; false where it is offered no more. */
export const answerSwap = query({ yes: boolean }, `select answer_swap($1, $2, $3) as yes`)

/** Swaps that were declined and whose coach was not told so yet: each once. */
export const takeDeclined = query(
  { id: uuid, bookingId: uuid, coachId: uuid, startsAt: instant },
  `update cover set told_at = clock_now() where outcome = 'declined' and told_at is null
   returning id, booking_id as "bookingId", coach_id as "coachId", starts_at as "startsAt"`,
)
