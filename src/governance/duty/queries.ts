import { boolean, bytes, instant, integer, maybe, query, text, uuid } from '#lib/sql'

/** Keeps a concern, whatever else is wrong. `isNew`: it was not kept already. */
export const insertConcern = query(
  { isNew: boolean },
  `select raise_concern($1, $2, $3, $4, $5, $6, $7, $8, $9) as "isNew"`,
)

/** Who has the duty now, and who has it next. */
export const turns = query(
  { name: text, mine: boolean, startsAt: instant, endsAt: instant, now: boolean },
  `select s.name, t.staff_id = $1 as mine, t.starts_at as "startsAt", t.ends_at as "endsAt", t.starts_at <= clock_now() as now
     from duty_turn t join staff s on s.id = t.staff_id
    where t.ends_at > clock_now() order by t.starts_at limit 5`,
)

export const amOnDuty = query({ now: boolean }, `select on_duty() as now`)

/** Concerns that are not closed, the gravest first; none to whoever has not the duty. */
export const openConcerns = query(
  {
    id: uuid,
    level: integer,
    theme: text,
    raisedAt: instant,
    takenAt: maybe(instant),
    takenBy: maybe(text),
    coach: maybe(text),
    startsAt: maybe(instant),
    mode: maybe(text),
    area: maybe(text),
  },
  `select c.id, c.level, c.theme, c.raised_at as "raisedAt", c.taken_at as "takenAt", t.name as "takenBy",
          k.name_shown as coach, b.starts_at as "startsAt", b.mode, a.name as area
     from concern c left join staff t on t.id = c.taken_by left join coach k on k.id = c.coach_id
     left join booking b on b.id = c.booking_id left join board a on a.code = b.area
    where c.closed_at is null order by c.level desc, c.raised_at limit 100`,
)

export const takeConcern = query(
  { id: uuid },
  `update concern set taken_at = clock_now(), taken_by = $2 where id = $1 and taken_at is null returning id`,
)

/** Opens a concern of level 3 or 4 to whoever has the duty, for ten minutes; again where it is needed again. */
export const insertConcernOpening = query(
  {},
  `insert into opening (kind, concern_id, opened_by, as_role, shown_until)
   values ('concern', $1, $2, 'duty_lead', clock_now() + interval '10 minutes')`,
)
export const isUrgent = query({ urgent: boolean }, `select is_urgent($1) and on_duty() as urgent`)

const sealed = { words: bytes, name: maybe(bytes), number: maybe(bytes), location: maybe(bytes) }
const sealedText = `id, settled, sealed_words as words, sealed_name as name, sealed_number as number, sealed_location as location`

export const sealedConcern = query(
  { id: uuid, settled: boolean, ...sealed },
  `select ${sealedText} from concern where id = $1`,
)

/** The same for the worker, who alone may seal it anew. */
export const unsettledConcern = query(
  { id: uuid, settled: boolean, ...sealed },
  `select ${sealedText} from concern where id = $1 and not settled for update`,
)
export const unsettledIds = query({ id: uuid }, `select id from concern where not settled order by raised_at limit 100`)
export const settleConcern = query(
  {},
  `update concern set settled = true, sealed_words = $2, sealed_name = $3, sealed_number = $4, sealed_location = $5 where id = $1`,
)
