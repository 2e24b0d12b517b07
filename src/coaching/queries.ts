import { boolean, bytes, date, instant, integer, maybe, query, text, uuid } from '#lib/sql'

/** Opens a client's record to the coach who asks: 'open', 'step-up', or null where it is not theirs. */
export const openRecord = query({ answer: maybe(text) }, `select open_record($1, $2, $3) as answer`)

/** Opens it behind broken glass: whose it is, or null. */
export const openByGrant = query({ clientId: maybe(uuid) }, `select open_record_by_grant($1, $2) as "clientId"`)

/** What a record has of goals, as far as whoever asks may see them; a year of weekly sessions has some fifty. */
export const goalsOf = query(
  { id: uuid, shared: boolean, sealed: bytes, madeAt: instant },
  `select id, shared, sealed_text as sealed, made_at as "madeAt" from goal where client_id = $1 order by made_at limit 200`,
)
export const stepsOf = query(
  { id: uuid, shared: boolean, sealed: bytes, dueOn: maybe(date), doneAt: maybe(instant) },
  `select id, shared, sealed_text as sealed, due_on as "dueOn", done_at as "doneAt" from action_step
    where client_id = $1 order by made_at limit 500`,
)
export const ratingsOf = query(
  { goalId: uuid, ratedAt: instant, rating: integer },
  `select goal_id as "goalId", rated_at as "ratedAt", rating from goal_rating where client_id = $1 order by rated_at limit 1000`,
)
export const notesOf = query(
  { id: uuid, coachId: uuid, sealed: bytes, writtenAt: instant },
  `select id, coach_id as "coachId", sealed_text as sealed, written_at as "writtenAt" from coach_note
    where client_id = $1 order by written_at limit 500`,
)

export const insertGoal = query({}, `insert into goal (id, client_id, shared, sealed_text) values ($1, $2, $3, $4)`)
export const shareGoal = query({ id: uuid }, `update goal set shared = $2 where id = $1 returning id`)
export const insertNote = query(
  {},
  `insert into coach_note (id, client_id, coach_id, sealed_text) values ($1, $2, $3, $4)`,
)
export const notesOn = query({}, `insert into note_choice (coach_id) values ($1) on conflict do nothing`)
export const notesOff = query({}, `delete from note_choice where coach_id = $1`)

/** Coaches who opened more records within an hour than there is a reason for, and nobody has looked at why. */
export const alertsToReview = query(
  { id: uuid, at: instant, coach: text },
  `select a.id, a.at, c.name_shown as coach from opening_alert a join coach c on c.id = a.staff_id
    where a.seen_at is null order by a.at limit 50`,
)
export const reviewAlert = query(
  { staffId: uuid },
  `update opening_alert set seen_at = clock_now(), seen_by = $2 where id = $1 and seen_at is null and staff_id <> $2
   returning staff_id as "staffId"`,
)
