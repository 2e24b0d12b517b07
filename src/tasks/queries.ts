import { boolean, instant, integer, json, maybe, query, text, uuid } from '#lib/sql'

/** Keeps a task; no row where one of that kind is open for that session. */
export const insertTask = query(
  { id: uuid },
  `insert into task (kind, booking_id, due_at) values ($1, $2, $3)
   on conflict (booking_id, kind) where done_at is null do nothing returning id`,
)

const taskShape = {
  id: uuid,
  kind: text,
  bookingId: uuid,
  reference: text,
  startsAt: instant,
  openedAt: instant,
  dueAt: instant,
  owner: maybe(text),
  ownerId: maybe(uuid),
  doneAt: maybe(instant),
  doneBy: maybe(text),
  outcome: maybe(text),
  offAt: json<string[]>(),
}
const tasks = `select t.id, t.kind, t.booking_id as "bookingId", b.reference, b.starts_at as "startsAt", t.opened_at as "openedAt",
        t.due_at as "dueAt", o.name as owner, t.owner_id as "ownerId", t.done_at as "doneAt", d.name as "doneBy", t.outcome,
        to_jsonb(t.off_at) as "offAt"
   from task t join booking b on b.id = t.booking_id left join staff o on o.id = t.owner_id left join staff d on d.id = t.done_by`

/** What is still to be done, due first. */
export const openTasks = query(taskShape, `${tasks} where t.done_at is null order by t.due_at, t.id limit 500`)
/** What was done in the last days, newest first. */
export const doneLately = query(
  taskShape,
  `${tasks} where t.done_at > clock_now() - interval '2 days' order by t.done_at desc limit 100`,
)
export const findTask = query(taskShape, `${tasks} where t.id = $1`)

/** Makes somebody the owner; no row where it is done. */
export const takeTask = query(
  { id: uuid },
  `update task set owner_id = $2 where id = $1 and done_at is null returning id`,
)
/** Says how it came out, once. */
export const finishTask = query(
  { id: uuid },
  `update task set done_at = clock_now(), done_by = $2, outcome = $3 where id = $1 and done_at is null returning id`,
)

/** Marks tasks that are overdue as told of, and gives those that were not before. */
export const alertOverdue = query(
  { number: integer },
  `update task set alerted_at = clock_now() where done_at is null and due_at < clock_now() and alerted_at is null returning number`,
)
export const isOpenTask = query(
  { yes: boolean },
  `select exists (select from task where number = $1 and done_at is null) as yes`,
)

/** Tasks of a kind about a session that came out by themselves. */
export const endTasks = query(
  {},
  `update task set done_at = clock_now(), outcome = $3 where booking_id = $1 and kind = $2 and done_at is null`,
)
