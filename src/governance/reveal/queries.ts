import { boolean, bytes, instant, maybe, query, text, textArray, uuid } from '#lib/sql'

/** Writes why somebody wants to know whose a booking is. */
export const insertTask = query(
  { id: uuid },
  `insert into reveal_task (kind, booking_id, reason, made_by) select $1, id, $3, $4 from booking where id = $2 returning id`,
)

/** A task of one's own, and until when it shows what it was made for; null before it was opened. */
export const ownTask = query(
  { id: uuid, kind: text, bookingId: uuid, reference: text, reason: text, shownUntil: maybe(instant), over: boolean },
  `select t.id, t.kind, t.booking_id as "bookingId", b.reference, t.reason, o.shown_until as "shownUntil",
          coalesce(o.shown_until <= clock_now(), t.made_at <= clock_now() - interval '24 hours') as over
     from reveal_task t join booking b on b.id = t.booking_id left join opening o on o.task_id = t.id
    where t.id = $1 and t.made_by = $2`,
)

/** The same where names are opened. */
export const taskToOpen = query(
  { bookingId: uuid, opened: boolean },
  `select t.booking_id as "bookingId", exists (select from opening o where o.task_id = t.id) as opened
     from reveal_task t where t.id = $1 and t.made_at > clock_now() - interval '24 hours'`,
)

/** Opens a task for its ten minutes: once, and within a day of its making. */
export const insertOpening = query(
  {},
  `insert into opening (kind, task_id, booking_id, opened_by, as_role, shown_until)
   values ('reveal', $1, $2, $3, $4, clock_now() + interval '10 minutes')`,
)

/** Who a booking's person is, while a task of one's own is open. */
export const personOpened = query(
  {
    bookingId: uuid,
    clientId: uuid,
    sealedName: bytes,
    sealedEmail: maybe(bytes),
    sealedPhone: maybe(bytes),
    shownUntil: instant,
  },
  `select p.booking_id as "bookingId", p.client_id as "clientId", p.sealed_name as "sealedName",
          p.sealed_email as "sealedEmail", p.sealed_phone as "sealedPhone", o.shown_until as "shownUntil"
     from opening o join booking_person p on p.booking_id = o.booking_id
    where o.task_id = $1 and o.shown_until > clock_now()`,
)

/** One session, as operations may see it. */
export const operationsSession = query(
  {
    id: uuid,
    reference: text,
    status: text,
    startsAt: instant,
    mode: text,
    service: text,
    coach: text,
    area: maybe(text),
    roleGroup: maybe(text),
    interpreter: textArray,
  },
  `select b.id, b.reference, b.status, b.starts_at as "startsAt", b.mode, b.service_key as service, c.name_shown as coach,
          a.name as area, g.name as "roleGroup", b.interpreter
     from booking b join coach c on c.id = b.coach_id left join board a on a.code = b.area
     left join role_group g on g.key = b.role_group_key
    where b.id = $1`,
)
