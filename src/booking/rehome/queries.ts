import { count, instant, query, text, uuid } from '#lib/sql'

/**
 * Brings a coach's tasks to what is so: one for each session ahead that lies inside an absence or is left behind, none
 * for any other. Run in the transaction that changes an absence, after the coach is locked.
 */
export const reviewTasks = query(
  { bookingId: uuid },
  `with inside as (
     select b.id from booking b join coach c on c.id = b.coach_id
      where b.coach_id = $1::uuid and b.status = 'booked' and b.ends_at > clock_now() and (not c.active or exists (
        select from absence a where a.coach_id = b.coach_id and a.during && tstzrange(b.starts_at, b.ends_at)))),
   settled as (
     update rehome_task set settled_at = clock_now()
      where coach_id = $1::uuid and settled_at is null and booking_id not in (select id from inside))
   insert into rehome_task (booking_id, coach_id) select id, $1::uuid from inside
     on conflict do nothing returning booking_id as "bookingId"`,
)

const open = `
  from rehome_task t join booking b on b.id = t.booking_id
 where t.settled_at is null and b.status = 'booked' and b.ends_at > clock_now()`

/** Sessions ahead that wait for another coach or time, soonest first: of one coach, or of all. */
export const openTasks = query(
  {
    bookingId: uuid,
    coachId: uuid,
    reference: text,
    serviceKey: text,
    mode: text,
    startsAt: instant,
    endsAt: instant,
    madeAt: instant,
  },
  `select t.booking_id as "bookingId", t.coach_id as "coachId", b.reference, b.service_key as "serviceKey", b.mode,
          b.starts_at as "startsAt", b.ends_at as "endsAt", t.made_at as "madeAt" ${open}
      and ($1::uuid is null or t.coach_id = $1) order by b.starts_at limit 1000`,
)

export const countTasks = query({ waiting: count }, `select count(*) as waiting ${open}`)
