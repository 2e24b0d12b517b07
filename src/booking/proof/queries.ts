import { count, instant, query } from '#lib/sql'

/** Pairs of sessions of one coach that overlap, the gap after each counted in. Goes by bookings alone, not by claims. */
export const countOverlappingBookings = query(
  { overlaps: count },
  `with session as (
     select b.id, b.coach_id, tstzrange(b.starts_at, b.ends_at + s.buffer_minutes * interval '1 minute') as during
       from booking b join service_version s on s.key = b.service_key and s.version = b.service_version
      where b.status <> 'cancelled'),
   in_order as (
     select coach_id, during, max(upper(during)) over (
              partition by coach_id order by lower(during), id rows between unbounded preceding and 1 preceding) as until
       from session)
   select count(*) as overlaps from in_order where lower(during) < until`,
)

/** Sessions that stand without the active claim that keeps their coach's time from start to end. */
export const countUnclaimed = query(
  { unclaimed: count },
  `select count(*) as unclaimed from booking b
    where b.status = 'booked' and not exists (
      select from claim c where c.id = b.claim_id and c.active and c.coach_id = b.coach_id
        and c.during @> tstzrange(b.starts_at, b.ends_at))`,
)

/**
 * Sessions that were booked or moved into an absence which had been recorded before. The two take turns at the coach's
 * lock, but each is dated by its beginning: only what lies a minute apart is surely in order.
 */
export const countInAbsence = query(
  { inside: count },
  `select count(*) as inside from booking b
    where b.status = 'booked' and exists (
      select from absence a
       where a.coach_id = b.coach_id and a.during && tstzrange(b.starts_at, b.ends_at)
         and a.recorded_at + interval '1 minute' < (
           select max(at) from booking_change c where c.booking_id = b.id and c.what in ('booked', 'moved')))`,
)

/** Sessions of one client that stand and begin before another of theirs is over. */
export const countOfOneClient = query(
  { overlaps: count },
  `with in_order as (
     select starts_at, max(ends_at) over (partition by client_id order by starts_at, id
              rows between unbounded preceding and 1 preceding) as until
       from booking where status = 'booked')
   select count(*) as overlaps from in_order where starts_at < until`,
)

export const insertProof = query(
  {},
  `insert into diary_proof (claims, bookings, unclaimed, in_absence, clients) values ($1, $2, $3, $4, $5) on conflict do nothing`,
)

export const lastProof = query(
  { at: instant, claims: count, bookings: count, unclaimed: count, inAbsence: count, clients: count },
  `select at, claims, bookings, unclaimed, in_absence as "inAbsence", clients from diary_proof order by at desc limit 1`,
)
