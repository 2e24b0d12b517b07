import type pg from 'pg'

/**
 * What must be nothing in every diary, counted behind the door and without the constraint's help: pairs of active claims
 * on one coach that overlap, bookings that stand without their claim or the other way about, days with more claims than
 * the coach takes, bookings made or moved inside an absence, or a time busy elsewhere, that was committed before, sessions ahead inside an absence
 * that are not on the list of those to be re-homed, under that coach, or the other way about, browsers with two live holds. Sessions that
 * their coach gave up with their hours are on that list, too: they are named, and must be there.
 */
export async function wrongInDiary(admin: pg.Client, givenUp: readonly string[] = []): Promise<Record<string, number>> {
  const { rows } = await admin.query<Record<string, number>>(
    `with live as (select * from claim where active and (expires_at is null or expires_at > clock_now()))
     select
       (select count(*) from claim a join claim b on a.coach_id = b.coach_id and a.id < b.id and a.during && b.during
         where a.active and b.active) as overlaps,
       (select count(*) from booking b join claim c on c.id = b.claim_id
         where (b.status = 'booked') <> c.active or c.kind <> 'booking' or c.coach_id <> b.coach_id
            or lower(c.during) <> b.starts_at) as "bookings unlike their claims",
       (select count(*) from (select from live l join coach on coach.id = l.coach_id
         group by coach.id, (lower(l.during) at time zone 'Europe/London')::date
        having count(*) > daily_cap) d) as "days over the cap",
       (select count(*) from booking b join claim c on c.id = b.claim_id join absence a on a.coach_id = b.coach_id
         where c.active and a.during && tstzrange(b.starts_at, b.ends_at)
           and pg_xact_commit_timestamp(a.xmin) < pg_xact_commit_timestamp(c.xmin)) as "made inside an absence",
       (select count(*) from booking b join claim c on c.id = b.claim_id join busy_time e on e.coach_id = b.coach_id
         where c.active and e.busy && tstzrange(b.starts_at, b.ends_at)
           and pg_xact_commit_timestamp(e.xmin) < pg_xact_commit_timestamp(c.xmin)) as "made while busy elsewhere",
       (select count(*) from (select id as "bookingId", coach_id as "coachId" from booking b where b.status = 'booked' and b.ends_at > clock_now()
           and (b.id = any($1::uuid[]) or exists (select from absence a where a.coach_id = b.coach_id and a.during && tstzrange(b.starts_at, b.ends_at)))) i
         full join (select booking_id as "bookingId", t.coach_id as "coachId" from rehome_task t join booking b on b.id = booking_id
           where settled_at is null and b.ends_at > clock_now()) t using ("bookingId", "coachId")
         where (i is null) <> (t is null)) as "sessions of the absent not on the list",
       (select count(*) from (select from hold where state = 'live' and expires_at > clock_now() and browser is not null
         group by browser having count(*) > 1) h) as "browsers with two holds"`,
    [givenUp],
  )
  return rows[0]!
}

/** A diary in which nothing is wrong. */
export const nothingWrong = {
  overlaps: 0,
  'bookings unlike their claims': 0,
  'days over the cap': 0,
  'made inside an absence': 0,
  'made while busy elsewhere': 0,
  'sessions of the absent not on the list': 0,
  'browsers with two holds': 0,
}
