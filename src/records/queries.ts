import { boolean, bytes, count, date, instant, json, maybe, query, text, uuid } from '#lib/sql'

/** A row as the database gives it, a column a name. */
export type HeldRow = Record<string, unknown>
/** Every table that names the client, with their rows; of private notes only how many. */
export type HeldRows = Record<string, HeldRow[] | number>

export const myRecord = query({ held: json<HeldRows>() }, 'select my_record() as held')

/** Whether something passed to the client who asks that is not with the rest: `coming`, `apart`, or null. */
export const passedElsewhere = query({ how: maybe(text) }, 'select passed_elsewhere() as how')

/** The day on which a hold on one's own record is looked at again; no row without one. */
export const myHold = query(
  { reviewOn: date },
  `select review_on as "reviewOn" from legal_hold where client_id = $1 and lifted_at is null`,
)

/** The coaches of one's sessions ahead, whose time comes free. */
export const myCoachesAhead = query(
  { coachId: uuid },
  `select distinct coach_id as "coachId" from booking
    where (client_id = $1 or id in (select c.booking_id from client_change c where c.client_id = $1 and c.kind = 'booking' and c.done_at is not null))
      and status = 'booked' and starts_at > clock_now() limit 50`,
)

/** Gathers what passed to a client, and gives the other names that they had: those are to be erased, too. */
export const namesToErase = query({ id: uuid }, 'select id from names_to_erase($1) as t (id)')
export const eraseClient = query({ erased: boolean }, 'select erase_client($1) as erased')
export const eraseAgain = query({ erased: boolean }, 'select erase_client($1, true) as erased')

export const objection = query(
  { madeAt: instant },
  `select made_at as "madeAt" from evaluation_objection where client_id = $1`,
)
export const object = query({}, `insert into evaluation_objection (client_id) values ($1) on conflict do nothing`)
export const takeBackObjection = query({}, `delete from evaluation_objection where client_id = $1`)

/** Keeps the keys of a complaint; a row where it is there already. */
export const keepComplaintKeys = query(
  { reference: text, acknowledgeBy: date, answerBy: date },
  `select reference, acknowledge_by as "acknowledgeBy", answer_by as "answerBy" from new_complaint($1, $2, $3, $4)`,
)
export const insertComplaint = query(
  {},
  `insert into data_complaint (id, reference, received_at, acknowledge_by, answer_by, sealed_words, sealed_email)
   values ($1, $2, $3, $4, $5, $6, $7)`,
)

const complaint = {
  id: uuid,
  reference: text,
  receivedAt: instant,
  acknowledgeBy: date,
  answerBy: date,
  acknowledgedAt: maybe(instant),
  answeredAt: maybe(instant),
}
const complaintColumns = `id, reference, received_at as "receivedAt", acknowledge_by as "acknowledgeBy", answer_by as "answerBy",
  acknowledged_at as "acknowledgedAt", answered_at as "answeredAt"`

/** Complaints that wait for an answer first, then those of the last year. */
export const complaints = query(
  complaint,
  `select ${complaintColumns} from data_complaint
    where answered_at is null or received_at > clock_now() - interval '1 year'
    order by answered_at nulls first, answer_by limit 200`,
)

export const sealedComplaint = query(
  { ...complaint, sealedWords: bytes, sealedEmail: maybe(bytes) },
  `select ${complaintColumns}, sealed_words as "sealedWords", sealed_email as "sealedEmail" from data_complaint where id = $1`,
)

/** What the first answer to a complaint needs; no row where there is nowhere to send it. */
export const complaintToConfirm = query(
  { reference: text, answerBy: date, sealedEmail: bytes },
  `select reference, answer_by as "answerBy", sealed_email as "sealedEmail" from data_complaint
    where id = $1 and sealed_email is not null`,
)

export const acknowledge = query(
  { id: uuid },
  `update data_complaint set acknowledged_at = clock_now() where id = $1 and acknowledged_at is null returning id`,
)
export const answer = query(
  { id: uuid },
  `update data_complaint set answered_at = clock_now(), acknowledged_at = coalesce(acknowledged_at, clock_now())
    where id = $1 and answered_at is null returning id`,
)

/** Closed days of the whole programme between two dates: no working days. */
export const closedDays = query(
  { day: date },
  `select distinct d::date as day from closure c,
       generate_series(lower(c.during) at time zone 'Europe/London', upper(c.during) at time zone 'Europe/London' - interval '1 second', '1 day') d
    where c.service_key is null and c.during && tstzrange($1, $2) limit 400`,
)

export const holds = query(
  { id: uuid, clientId: uuid, reason: text, reviewOn: date, madeAt: instant, owner: text, due: boolean },
  `select h.id, h.client_id as "clientId", h.reason, h.review_on as "reviewOn", h.made_at as "madeAt", s.name as owner,
          h.review_on <= (clock_now() at time zone 'Europe/London')::date as due
     from legal_hold h join staff s on s.id = h.owner_id
    where h.lifted_at is null order by h.review_on limit 200`,
)
export const insertHold = query(
  { id: uuid },
  `insert into legal_hold (client_id, reason, owner_id, review_on) values ($1, $2, $3, $4)
   on conflict (client_id) where lifted_at is null do nothing returning id`,
)
export const liftHold = query(
  { id: uuid, clientId: uuid },
  `update legal_hold set lifted_at = clock_now(), lifted_by = $2
    where id = $1 and lifted_at is null returning id, client_id as "clientId"`,
)
/** The client behind the reference of a booking, for a hold on their record; the database says no more than the id. */
export const clientByReference = query({ id: maybe(uuid) }, `select client_by_reference($1) as id`)

/** What governance has to look at before it is destroyed, the longest over first. */
export const dueForReview = query(
  { kind: text, id: uuid, what: text, since: date },
  'select kind, id, what, since from due_for_review()',
)
export const decideReview = query({ done: boolean }, 'select decide_review($1, $2, $3, $4) as done')

export const destructions = query(
  { at: instant, kind: text, rule: text, howMany: count },
  `select at, kind, rule, how_many as "howMany" from destruction order by id desc limit 50`,
)
export const insertDestruction = query({}, `insert into destruction (kind, rule, how_many) values ($1, $2, $3)`)
export const clientsPast = query({ id: uuid }, `select id from clients_past($1, $2) id`)
