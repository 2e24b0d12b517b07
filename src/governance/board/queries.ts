import { count, instant, maybe, query, text, uuid } from '#lib/sql'

/** Sessions whose coach is or was away in the last two days, open ones first: what became of each then, whatever became of it since. */
export const recoveries = query(
  {
    bookingId: uuid,
    reference: text,
    wasAt: instant,
    isAt: instant,
    away: text,
    coach: text,
    madeAt: instant,
    offersUntil: maybe(instant),
    toldAt: maybe(instant),
    settledAt: maybe(instant),
    outcome: maybe(text),
    kept: count,
  },
  `select b.id as "bookingId", b.reference, t.starts_at as "wasAt", coalesce(t.settled_start, b.starts_at) as "isAt", a.name_shown as away, c.name_shown as coach,
          t.made_at as "madeAt", t.offers_until as "offersUntil", t.told_at as "toldAt", t.settled_at as "settledAt", t.outcome,
          (select count(*) from offer o where o.booking_id = b.id and o.kind = 'recovery' and o.state = 'open' and o.until > clock_now()) as kept
     from rehome_task t join booking b on b.id = t.booking_id join coach a on a.id = t.coach_id
     join coach c on c.id = coalesce(t.settled_coach_id, b.coach_id)
    where t.settled_at is null and b.ends_at > clock_now() or t.settled_at > clock_now() - interval '2 days'
    order by t.settled_at is not null, t.starts_at, t.id limit 300`,
)

export const countOpenTasks = query(
  { open: count, overdue: count },
  `select count(*) as open, count(*) filter (where due_at < clock_now()) as overdue from task where done_at is null`,
)
