import { count, instant, maybe, query } from '#lib/sql'

/** Counts of everything, and the last proof of the diary with how much was wrong in it. */
export const systemCounts = query(
  {
    coaches: count,
    ahead: count,
    staff: count,
    signedIn: count,
    waiting: count,
    failed: count,
    provedAt: maybe(instant),
    faults: maybe(count),
  },
  `select c.coaches, c.ahead, c.staff, c.signed_in as "signedIn", c.waiting, c.failed, p.at as "provedAt",
          p.claims + p.bookings + p.unclaimed + p.in_absence + p.clients as faults
     from system_counts() c
     left join lateral (select * from diary_proof order by at desc limit 1) p on true`,
)
