import { query, uuid } from '#lib/sql'

/** Unverified further bookings whose half hour is over. */
export const dueForRelease = query(
  { id: uuid },
  `select id from booking where status = 'booked' and release_at <= clock_now() order by release_at limit 100`,
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
  `update booking_person p set session_phone = null
     from booking b
    where b.id = p.booking_id and p.session_phone is not null and b.ends_at < clock_now() - interval '24 hours'
    returning p.booking_id as "bookingId"`,
)

/** Names and contacts go two years after the session. */
export const forgetPeople = query(
  { bookingId: uuid },
  `delete from booking_person p using booking b
    where b.id = p.booking_id and b.ends_at < clock_now() - interval '24 months'
    returning p.booking_id as "bookingId"`,
)
