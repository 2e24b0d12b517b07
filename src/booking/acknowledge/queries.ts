import { boolean, instant, integer, query, text, uuid } from '#lib/sql'

const open = `acknowledged_at is null and ended_at is null and starts_at > clock_now()`

/** Whether a coach is asked to acknowledge a change of a booking, and whether its link is known already. */
export const askedOf = query(
  { linked: boolean },
  `select link_hash is not null as linked from acknowledgement
    where booking_id = $1 and coach_id = $2 and sequence = $3 and ${open}`,
)

/** Makes the link good that the coach is about to be sent. */
export const setLink = query({}, `update acknowledgement set link_hash = $3 where booking_id = $1 and sequence = $2`)

/**
 * When and how the session is that this transaction's link can acknowledge; no row for any other link. `letGo`: its client was asked to
 * choose another time, so there is nothing to acknowledge.
 */
export const askedByLink = query(
  { startsAt: instant, mode: text, letGo: boolean },
  `select starts_at as "startsAt", mode, let_go as "letGo" from asked_by_link()`,
)

export const acknowledgeByLink = query(
  { bookingId: uuid, coachId: uuid },
  `select booking_id as "bookingId", coach_id as "coachId" from acknowledge_by_link()`,
)

/** Locks a session of the coach who asks. */
export const lockOwn = query({}, `select lock_own_session($1)`)

/** A coach acknowledges their own session; no row where there is nothing left to acknowledge, or its client chooses another time. */
export const acknowledgeOwn = query(
  { sequence: integer },
  `update acknowledgement set acknowledged_at = clock_now()
    where booking_id = $1 and coach_id = $2 and ${open}
      and not exists (select from rehome_task t where t.booking_id = $1 and t.settled_at is null and t.told_at is not null)
   returning sequence`,
)

/** Alerts of what nobody has acknowledged, one for each, and gives the new ones. No limit: what starts in 20 minutes. */
export const insertAlerts = query(
  { number: integer },
  `insert into acknowledgement_alert (booking_id, sequence)
     select u.booking_id, u.sequence from unacknowledged u
      where not exists (select from acknowledgement_alert a where a.booking_id = u.booking_id and a.sequence = u.sequence)
   on conflict do nothing returning number`,
)

/** Whether what the lead was alerted of is still so. */
export const alertStands = query(
  { number: integer },
  `select a.number from acknowledgement_alert a
     join unacknowledged u on u.booking_id = a.booking_id and u.sequence = a.sequence where a.number = $1`,
)

/** A swap to which both coaches agreed is given or fails within a moment: until then, cover cannot be asked for. */
const isSwapped = `exists (select from cover v
  where v.booking_id = a.booking_id and v.settled_at is null and v.swap_for is not null and v.chosen_id is not null)`

/** Bookings that nobody has acknowledged and for which cover has not been asked, soonest first. */
export const toCover = query(
  { bookingId: uuid },
  `select a.booking_id as "bookingId" from acknowledgement_alert a
     join unacknowledged u on u.booking_id = a.booking_id and u.sequence = a.sequence
    where a.covered_at is null and not ${isSwapped} order by u.starts_at, a.number limit 100`,
)

/** Marks that cover is asked for, once; no row where it was, or where it is needed no more. */
export const markCovered = query(
  { number: integer },
  `update acknowledgement_alert a set covered_at = clock_now() from unacknowledged u
    where a.booking_id = $1 and a.covered_at is null and not ${isSwapped} and u.booking_id = a.booking_id and u.sequence = a.sequence
   returning a.number`,
)
