import { boolean, count, date, instant, maybe, query, text, textArray, uuid } from '#lib/sql'

/** A supervisor's own coaches, by name. */
export const supervisees = query(
  {
    name: text,
    accreditation: maybe(text),
    nextEnd: maybe(date),
    inDate: boolean,
    supervised: boolean,
    reflected: boolean,
  },
  `select c.name_shown as name, coalesce(d.supervision, false) as supervised, coalesce(d.reflection, false) as reflected,
          (select string_agg(concat_ws(' ', k.body, k.level), ', ' order by k.body) from credential k
            where k.coach_id = c.id and k.kind = 'accreditation') as accreditation,
          (select min(k.valid_until) from credential k where k.coach_id = c.id) as "nextEnd",
          not exists (select from credential k
                       where k.coach_id = c.id and k.valid_until < (clock_now() at time zone 'Europe/London')::date) as "inDate"
     from coach c left join done_of_coaches() d on d.coach_id = c.id where c.active order by c.name_shown limit 100`,
)

/** One's provider. */
export const myProvider = query({ name: text }, `select name from provider where id = my_provider()`)

/** Sessions of one's own provider between two instants, without whose they are. */
export const rotaSessions = query(
  { slot: text, coachId: uuid, coach: text, startsAt: instant, endsAt: instant, mode: text, interpreter: boolean },
  `select s.slot, s.coach_id as "coachId", c.name_shown as coach, s.starts_at as "startsAt", s.ends_at as "endsAt", s.mode, s.interpreter
     from sessions_of_my_provider($1, $2) s join coach c on c.id = s.coach_id
    order by s.starts_at, c.name_shown`,
)

export const rotaAreas = query(
  { area: maybe(text), sessions: maybe(count) },
  `select b.name as area, a.sessions from areas_of_my_provider() a left join board b on b.code = a.area
    order by b.name nulls last limit 100`,
)

/** One's provider's coaches, and until when the first of their credentials lasts. */
export const rotaCoaches = query(
  { name: text, nextEnd: maybe(date), inDate: boolean, supervised: boolean },
  `select c.name_shown as name, coalesce(bool_or(d.supervision), false) as supervised, min(k.valid_until) as "nextEnd",
          coalesce(bool_and(k.valid_until >= (clock_now() at time zone 'Europe/London')::date), true) as "inDate"
     from coach c left join credential k on k.coach_id = c.id left join done_of_coaches() d on d.coach_id = c.id
    where c.active group by c.id, c.name_shown order by c.name_shown limit 200`,
)

/** All sessions between two instants, as operations may see them. */
export const operationsSessions = query(
  { id: uuid, reference: text, startsAt: instant, mode: text, coach: text, area: maybe(text), roleGroup: maybe(text) },
  `select b.id, b.reference, b.starts_at as "startsAt", b.mode, c.name_shown as coach, a.short_name as area,
          g.name as "roleGroup"
     from booking b join coach c on c.id = b.coach_id left join board a on a.code = b.area
     left join role_group g on g.key = b.role_group_key
    where b.status <> 'cancelled' and b.starts_at >= $1 and b.starts_at < $2
    order by b.starts_at, c.name_shown limit 500`,
)

/** Sessions whose coach cannot hold them, soonest first. */
export const sessionsWaiting = query(
  { id: uuid, reference: text, startsAt: instant, mode: text, coach: text, madeAt: instant },
  `select b.id, b.reference, b.starts_at as "startsAt", b.mode, c.name_shown as coach, t.made_at as "madeAt"
     from rehome_task t join booking b on b.id = t.booking_id join coach c on c.id = t.coach_id
    where t.settled_at is null and b.status = 'booked' and b.ends_at > clock_now()
    order by b.starts_at limit 50`,
)

/** Sessions that start within 20 minutes and that their coach, asked 5 minutes ago or more, has not acknowledged. */
export const sessionsUnacknowledged = query(
  { id: uuid, reference: text, startsAt: instant, serviceKey: text, coach: text, askedAt: instant },
  `select b.id, b.reference, b.starts_at as "startsAt", b.service_key as "serviceKey", c.name_shown as coach,
          u.asked_at as "askedAt"
     from unacknowledged u join booking b on b.id = u.booking_id join coach c on c.id = u.coach_id
    where not exists (select from rehome_task t where t.booking_id = u.booking_id and t.settled_at is null)
    order by u.starts_at, b.reference limit 50`,
)

/** Messages about bookings that did not arrive in the last week. */
export const messagesFailed = query(
  { bookingId: uuid, reference: text, kind: text, fault: maybe(text), dueAt: instant },
  `select b.id as "bookingId", b.reference, m.kind, m.fault, m.due_at as "dueAt"
     from message m join booking b on b.id = m.subject_id
    where m.state = 'failed' and m.recipient = 'client' and m.due_at > clock_now() - interval '7 days'
    order by m.due_at desc limit 50`,
)

export const operationsCounts = query(
  { waiting: count, failed: count, late: count },
  `select (select count(*) from rehome_task t join booking b on b.id = t.booking_id
            where t.settled_at is null and b.status = 'booked' and b.ends_at > clock_now()) as waiting,
          (select count(*) from message where state = 'failed' and due_at > clock_now() - interval '7 days') as failed,
          (select count(*) from message where state = 'waiting' and due_at < clock_now() - interval '15 minutes') as late`,
)

/** How many complaints about data wait, and the references of those that are late. */
export const complaintsWaiting = query(
  { waiting: count, late: textArray },
  `select waiting, late from complaints_waiting()`,
)
