import { boolean, count, date, instant, integer, maybe, query, text, uuid } from '#lib/sql'

/** For what kinds of session somebody waits, or looked in vain in the last day, whom the coach who asks could serve. */
export const kindsWanted = query(
  { service: text, longer: boolean },
  `select service_key as service, longer from kinds_wanted()`,
)

/** Of starts, each of a kind of session: how many people want them. Who they are is not said. */
export const wantedAt = query(
  { startsAt: instant, waiting: count, looked: maybe(count) },
  `select starts_at as "startsAt", waiting, looked
     from wanted_at($1::timestamptz[], $2::text[], $3::boolean[], $4::integer[])`,
)

/** What the coach who asks answered for some days. */
export const answersOf = query(
  { day: date, answer: text, startsAt: maybe(instant), endsAt: maybe(instant) },
  `select on_date as day, answer, starts_at as "startsAt", ends_at as "endsAt" from gap_answer
    where coach_id = $1 and on_date >= $2 order by on_date, starts_at limit 50`,
)

/** Whether a coach has a session that begins inside some time. */
export const isTaken = query(
  { yes: boolean },
  `select exists (select from booking where coach_id = $1 and status = 'booked' and starts_at >= $2 and starts_at < $3) as yes`,
)

export const keepNo = query(
  {},
  `insert into gap_answer (coach_id, on_date, answer) values ($1, $2, 'not') on conflict do nothing`,
)

export const keepOpened = query(
  { id: uuid },
  `insert into gap_answer (coach_id, on_date, answer, starts_at, ends_at, claim_id) values ($1, $2, 'opened', $3, $4, $5) returning id`,
)

/** The version of a coach's rules as this transaction has them. */
export const versionOf = query({ version: integer }, `select version from coach where id = $1`)

/** Answers about days that are over for a week go. */
export const forgetAnswers = query(
  {},
  `delete from gap_answer where on_date < (clock_now() at time zone 'Europe/London')::date - 7`,
)
