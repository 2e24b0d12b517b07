import { integer, maybe, query, uuid } from '#lib/sql'
import { isStillFurther } from './queries.ts'

/** Unverified further bookings whose half hour is over. */
export const dueForRelease = query(
  { id: uuid },
  `select id from booking where status = 'booked' and release_at <= clock_now() and ${isStillFurther}
    order by release_at limit 100`,
)

/** Unused holds that ran out an hour ago let go for good. */
export const forgetHolds = query(
  { claimId: uuid },
  `update hold set state = 'released'
    where state = 'live' and expires_at < clock_now() - interval '1 hour' returning claim_id as "claimId"`,
)

/** Holds of more than a day ago that came to nothing go; why a coach was chosen is kept for bookings alone. */
export const dropHolds = query(
  { claimId: uuid },
  `delete from hold where id in (
     select id from hold where state = 'released' and made_at < clock_now() - interval '1 day'
      order by made_at limit 5000)
   returning claim_id as "claimId"`,
)

/** Numbers to ring are kept until a day after the session. */
export const blankNumbers = query(
  { bookingId: uuid },
  `update booking_person p set sealed_session_phone = null
     from booking b
    where b.id = p.booking_id and p.sealed_session_phone is not null and b.ends_at < clock_now() - interval '24 hours'
    returning p.booking_id as "bookingId"`,
)

/** Names and contacts go two years after the session, and the key of whoever has none left. */
export const forgetPeople = query(
  { bookingId: uuid, keys: maybe(integer) },
  `with gone as (
     delete from booking_person p using booking b
      where b.id = p.booking_id and b.ends_at < clock_now() - interval '24 months'
     returning p.booking_id, p.client_id),
   nobody as (
     select distinct client_id from gone
     except select client_id from booking_person where booking_id not in (select booking_id from gone))
   select booking_id as "bookingId",
          (select destroy_keys(n.client_id, 'contact') from nobody n where n.client_id = gone.client_id) as keys
     from gone`,
)
