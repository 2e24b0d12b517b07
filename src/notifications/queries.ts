import { boolean, bytes, count, instant, integer, query, real, text, uuid } from '#lib/sql'

/** Plans messages. Due within a minute counts as at once: the caller's clock need not agree with the database's. */
export const insertMessages = query(
  {},
  `insert into message (kind, subject_id, subject_sequence, recipient, channel, due_at, try_at, keeps_quiet, any_time)
   select m.kind, m.subject_id, m.subject_sequence, m.recipient, m.channel, d.due_at, d.due_at, m.keeps_quiet, m.any_time
     from unnest($1::text[], $2::uuid[], $3::integer[], $4::text[], $5::text[], $6::timestamptz[], $7::boolean[], $8::boolean[])
            as m (kind, subject_id, subject_sequence, recipient, channel, due_at, keeps_quiet, any_time),
          lateral (select case when m.due_at between clock_now() and clock_now() + interval '1 minute'
                               then clock_now() else m.due_at end as due_at) d
   on conflict do nothing`,
)

/*
 * Taking messages up. The row is moved on by two minutes, longer than any sending takes: if this worker dies, another
 * finds it then. A code is marked as lost before it is handed over, so that nobody will ever take it up again, and as
 * late if more than 30 seconds have passed. What a coach is told of a change goes by what they heard before it by the same way: it is
 * not taken up while it is not known what became of that. What died before that was known was perhaps handed over.
 */
const isNext = `not (recipient = 'coach' and exists (select from message before
  where before.subject_id = message.subject_id and before.recipient = 'coach' and before.channel = message.channel and before.state = 'waiting'
    and before.subject_sequence < message.subject_sequence and (before.taken_at is not null or before.try_at <= clock_now())))`
const claim = (which: string, before = '') => `
  with ${before} due as (
    select id from message where state = 'waiting' and try_at <= clock_now() and ${isNext} ${which} limit $1 for update skip locked
  )
  update message m
     set attempts = attempts + 1, try_at = clock_now() + interval '2 minutes', taken_at = coalesce(taken_at, clock_now()),
         perhaps_at = coalesce(perhaps_at, taken_at), state = case when is_code then 'failed' else 'waiting' end,
         fault = case when not is_code then fault when due_at < clock_now() - interval '30 seconds' then 'late' else 'lost' end
    from due where m.id = due.id
  returning m.id, m.kind, m.subject_id as "subjectId", m.subject_sequence as "subjectSequence", m.recipient, m.channel,
    m.due_at as "dueAt", m.keeps_quiet as "keepsQuiet", m.any_time as "anyTime", m.attempts, m.is_code as "isCode",
    extract(epoch from clock_now() - m.due_at)::double precision as "sinceDueSeconds"`

const claimed = {
  id: uuid,
  kind: text,
  subjectId: uuid,
  subjectSequence: integer,
  recipient: text,
  channel: text,
  dueAt: instant,
  keepsQuiet: boolean,
  anyTime: boolean,
  attempts: integer,
  isCode: boolean,
  sinceDueSeconds: real,
}

/** Takes up the messages that have been due longest. */
export const claimDue = query(claimed, claim('order by try_at'))
/** Takes up the due messages about some subjects: found by subject, however many others are due. */
export const claimOf = query(
  claimed,
  claim(
    `and id = any(array(select id from about where state = 'waiting' and try_at <= clock_now()))`,
    `about as materialized (select id, state, try_at from message where subject_id = any($2::uuid[])),`,
  ),
)

/**
 * What was planned to tell somebody of a subject, and whether they may have heard it as it was before a change: handed over, perhaps
 * handed over, or taken up by then. A change takes a moment to be seen, so what was taken up a few seconds later counts as before it.
 */
export const plannedFor = query(
  { kind: text, subjectSequence: integer, channel: text, heard: boolean },
  `select kind, subject_sequence as "subjectSequence", channel,
          state = 'sent' or coalesce(state = 'waiting' and taken_at <= $3::timestamptz + interval '10 seconds', false)
            or coalesce(perhaps_at <= $3::timestamptz + interval '10 seconds', false) as heard
     from message where subject_id = $1 and recipient = $2`,
)

/**
 * Writes down what became of messages: for each its id, its attempt, its state, the fault, the seconds until it may be tried
 * again, whether it is due only then, and whether it was perhaps handed over. Unless it was sent, only the latest attempt may say so; that it did not arrive may be known already.
 */
export const settleMessages = query(
  {},
  `update message m
      set state = case when m.fault = 'undelivered' then m.state else e.state end,
          fault = case when m.fault = 'undelivered' then m.fault else e.fault end, try_at = clock_now() + e.wait * interval '1 second', taken_at = null,
          due_at = case when e.due_then then clock_now() + e.wait * interval '1 second' else m.due_at end,
          sent_at = case when e.state = 'sent' and m.fault is distinct from 'undelivered' then clock_now() end, fragments = e.fragments,
          perhaps_at = case when e.perhaps then coalesce(m.perhaps_at, m.taken_at, clock_now()) else m.perhaps_at end
     from unnest($1::uuid[], $2::integer[], $3::text[], $4::text[], $5::double precision[], $6::smallint[], $7::boolean[], $8::boolean[])
            as e (id, attempts, state, fault, wait, fragments, due_then, perhaps)
    where m.id = e.id and m.state <> 'sent' and (e.state = 'sent' or m.attempts = e.attempts)`,
)

/** Says that a message that was handed over by a channel did not arrive, once; whether that is news. */
export const markUndelivered = query({ news: boolean }, `select message_undelivered($1, $2) as news`)

/** Messages that were due two years ago; what they said was never kept. */
export const dropMessages = query(
  {},
  `delete from message where id in (
     select id from message where state <> 'waiting' and due_at < clock_now() - interval '24 months' limit 20000)`,
)

/** Messages more than two minutes late, and messages that failed in the last seven days. */
export const messageHealthOf = query(
  { late: count, failed: count, oldestSeconds: integer },
  `select (select count(*) from message where state = 'waiting' and due_at < clock_now() - interval '2 minutes') as late,
          (select count(*) from message where state = 'failed' and due_at > clock_now() - interval '7 days') as failed,
          (select coalesce(extract(epoch from clock_now() - min(due_at)), 0)::integer
             from message where state = 'waiting' and due_at < clock_now()) as "oldestSeconds"`,
)

/** Mail that waits because its relay takes nothing from us; and what could not wait, for an hour. */
export const mailTurnedAway = query(
  { messages: count },
  `select count(*) as messages from message
    where fault = 'turned-away' and channel = 'email' and (state = 'waiting' or due_at > clock_now() - interval '1 hour')`,
)

/** Of everything that was captured keeps only the newest 500. */
export const trimCaptured = query(
  {},
  `delete from captured_message where id <= (select max(id) from captured_message) - 500`,
)

/** Keeps what was said. */
export const insertCaptured = query(
  {},
  `insert into captured_message (message_id, channel, sealed, sent_index) values ($1, $2, $3, $4)`,
)

const capturedShape = { id: count, at: instant, messageId: uuid, channel: text, sealed: bytes }
const capturedColumns = `id, at, message_id as "messageId", channel, sealed`

/** What was captured, newest first: all of it, or what went to one address or number. */
export const capturedMessages = query(
  capturedShape,
  `select ${capturedColumns} from captured_message
    where $1::bytea is null or sent_index = $1 order by id desc limit 500`,
)

export const capturedMessage = query(capturedShape, `select ${capturedColumns} from captured_message where id = $1`)
