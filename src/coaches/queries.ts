import { boolean, date, instant, integer, maybe, query, text, textArray, uuid } from '#lib/sql'

const coach = {
  id: uuid,
  number: integer,
  version: integer,
  active: boolean,
  providerId: uuid,
  services: textArray,
  modes: textArray,
  languages: textArray,
  gender: maybe(text),
  ethnicallyDiverse: boolean,
  dailyCap: integer,
  gapMinutes: integer,
  offersUntil: maybe(instant),
}
const coachText = `
  select id, number, version, active, provider_id as "providerId", services, modes, languages, gender,
         ethnically_diverse as "ethnicallyDiverse", daily_cap as "dailyCap", gap_minutes as "gapMinutes",
         offers_until as "offersUntil"
    from coach`

/** Makes every claim on a coach's time, and every change to when the coach works, wait until this transaction has ended. */
export const lockCoach = query({}, `select from lock_coach($1)`)

/** Every coach, since the engine holds them all; in the order of their numbers. */
export const everyCoach = query(coach, `${coachText} order by number`)
export const someCoaches = query(coach, `${coachText} where id = any($1) order by number`)

const minutesOf = (column: string) => `(extract(epoch from ${column}) / 60)::integer`
const hours = `${minutesOf('starts_at')} as "startsAt", ${minutesOf('ends_at')} as "endsAt", zone`

const pattern = {
  id: uuid,
  coachId: uuid,
  rule: text,
  startsOn: date,
  endsOn: maybe(date),
  startsAt: integer,
  endsAt: integer,
  zone: text,
  differing: textArray,
}
/** Each occurrence that differs as "2026-12-01 480 720", or its day alone where it is left out. */
const patternColumns = `id, coach_id as "coachId", rule, starts_on as "startsOn", ends_on as "endsOn", ${hours},
         array(select concat_ws(' ', o.on_date, ${minutesOf('o.starts_at')}, ${minutesOf('o.ends_at')})
                 from coach_occurrence o where o.pattern_id = coach_pattern.id order by o.on_date) as differing`
const patternText = `
  select ${patternColumns}
    from coach_pattern
   where starts_on < $2 and (ends_on is null or ends_on >= $1)`

/** Patterns that hold on any day from one to before another; in the order of their hours. No limit: few for each coach. */
export const patternsBetween = query(pattern, `${patternText} order by starts_at, id`)
export const patternsOf = query(pattern, `${patternText} and coach_id = any($3) order by starts_at, id`)

const exception = {
  id: uuid,
  coachId: uuid,
  kind: text,
  onDate: date,
  startsAt: integer,
  endsAt: integer,
  zone: text,
}
const exceptionText = `
  select id, coach_id as "coachId", kind, on_date as "onDate", ${hours}
    from coach_exception
   where on_date >= $1 and on_date < $2`

/** Exceptions to the pattern on days from one to before another, in the order in which they were made. */
export const exceptionsBetween = query(exception, `${exceptionText} order by number`)
export const exceptionsOf = query(exception, `${exceptionText} and coach_id = any($3) order by number`)

const away = { coachId: uuid, startsAt: instant, endsAt: instant }
const awayText = `
  select coach_id as "coachId", lower(during) as "startsAt", upper(during) as "endsAt"
    from absence
   where during && tstzrange($1, $2)`

/** When coaches are away between two instants, without the reason. */
export const absencesBetween = query(away, awayText)
export const absencesOf = query(away, `${awayText} and coach_id = any($3)`)

const absence = { id: uuid, startsAt: instant, endsAt: instant, reason: text }
const absenceColumns = `id, lower(during) as "startsAt", upper(during) as "endsAt", reason`

/** A coach's absences that are not over, soonest first. */
export const absencesAhead = query(
  absence,
  `
  select ${absenceColumns} from absence
   where coach_id = $1 and upper(during) > $2
   order by lower(during), id limit 200`,
)

/** An absence for the same reason in which this one lies whole. */
export const absenceAround = query(
  absence,
  `
  select ${absenceColumns} from absence
   where coach_id = $1 and during @> tstzrange($2, $3) and reason = $4
   order by lower(during), id limit 1`,
)

export const insertAbsence = query(
  absence,
  `
  insert into absence (coach_id, during, reason) values ($1, tstzrange($2, $3), $4) returning ${absenceColumns}`,
)

/** Ends an absence that has begun and is not over; the time already spent away stays on record. */
export const cutAbsence = query(
  absence,
  `
  update absence set during = tstzrange(lower(during), $3)
   where id = $1 and coach_id = $2 and lower(during) < $3 and upper(during) > $3 returning ${absenceColumns}`,
)

/** Takes back an absence that has not begun. */
export const dropAbsence = query(
  absence,
  `
  delete from absence where id = $1 and coach_id = $2 and lower(during) >= $3 returning ${absenceColumns}`,
)

const id = { id: uuid }

export const insertPattern = query(
  id,
  `
  insert into coach_pattern (coach_id, rule, starts_on, ends_on, starts_at, ends_at, zone)
  values ($1, $2, $3, $4, make_interval(mins => $5)::text::time, make_interval(mins => $6)::text::time, $7) returning id`,
)

/** One pattern of a coach, kept from other changes until the transaction ends. */
export const patternForChange = query(
  pattern,
  `
  select ${patternColumns}
    from coach_pattern where id = $1 and coach_id = $2 for update`,
)

export const endPatternOn = query(id, 'update coach_pattern set ends_on = $2 where id = $1 returning id')
export const deletePattern = query(id, 'delete from coach_pattern where id = $1 returning id')

export const insertException = query(
  id,
  `
  insert into coach_exception (coach_id, kind, on_date, starts_at, ends_at, zone)
  values ($1, $2, $3, make_interval(mins => $4)::text::time, make_interval(mins => $5)::text::time, $6) returning id`,
)

/** With what was said before of no other hours: nothing of it is to come back. */
export const deleteException = query(
  id,
  `
  with one as (delete from coach_exception where id = $1 and coach_id = $2 returning *),
   before as (
     delete from coach_exception e using one
      where e.coach_id = one.coach_id and e.on_date = one.on_date and e.zone = one.zone and e.number < one.number
        and e.starts_at >= one.starts_at and e.ends_at <= one.ends_at)
  select id from one`,
)

const profile = {
  id: uuid,
  active: boolean,
  name: text,
  background: text,
  biography: text,
  gender: maybe(text),
  languages: textArray,
  ethnicallyDiverse: boolean,
  modes: textArray,
  services: textArray,
}
const profileText = `
  select id, active, name_shown as "name", background, biography, gender, languages,
         ethnically_diverse as "ethnicallyDiverse", modes, services
    from coach where active`

export const profileOf = query(profile, `${profileText} and id = $1`)

/** All active coaches by name, for one meaning of "matches": the filter is a pure rule. No limit: a programme's own list. */
export const profiles = query(profile, `${profileText} order by name_shown, id`)

const member = { id: uuid, name: text, email: text, active: boolean, meetingLink: maybe(text) }
const memberText = `
  select id, name_shown as "name", email, active, meeting_link as "meetingLink" from coach`

/** How coaches are introduced, and where they meet. */
export const introductionRows = query(
  { id: uuid, name: text, background: text, meetingLink: maybe(text) },
  `select id, name_shown as "name", background, meeting_link as "meetingLink" from coach
    where $1::uuid[] is null or id = any($1)`,
)

export const membersById = query(member, `${memberText} where id = any($1)`)

export const ownProfileOf = query(
  {
    ...profile,
    email: text,
    provider: text,
    meetingLink: maybe(text),
    dailyCap: integer,
    gapMinutes: integer,
    feedMadeAt: maybe(instant),
  },
  `
  select c.id, c.active, c.name_shown as "name", c.background, c.biography, c.gender, c.languages,
         c.ethnically_diverse as "ethnicallyDiverse", c.modes, c.services, c.email, p.name as "provider",
         c.meeting_link as "meetingLink", c.daily_cap as "dailyCap", c.gap_minutes as "gapMinutes",
         c.feed_made_at as "feedMadeAt"
    from coach c join provider p on p.id = c.provider_id
   where c.id = $1 and c.active`,
)

export const setFeed = query(
  id,
  `
  update coach set feed_hash = $2, feed_made_at = $3 where id = $1 and active returning id`,
)
export const coachOfFeed = query(id, 'select id from coach where feed_hash = $1 and active')

export const listed = query(
  { id: uuid, name: text, email: text, provider: text, active: boolean, services: textArray },
  `
  select c.id, c.name_shown as "name", c.email, p.name as "provider", c.active, c.services
    from coach c join provider p on p.id = c.provider_id
   order by p.name, c.name_shown, c.id`,
)

/** The coaches whom a text names: by id, by e-mail address or by the name shown. */
export const called = query(
  { id: uuid, name: text, email: text, active: boolean, providerId: uuid },
  `
  select id, name_shown as "name", email, active, provider_id as "providerId" from coach
   where id::text = lower($1) or email = lower($1) or lower(name_shown) = lower($1) order by active desc, id limit 10`,
)

const entryColumns = `name_shown, background, biography, gender, languages, ethnically_diverse, modes, meeting_link,
  daily_cap, gap_minutes`

/** Changes what a coach decides about their own entry. */
export const changeEntry = query(
  id,
  `
  update coach set (${entryColumns}) = row($2::text, $3::text, $4::text, $5::text, $6::text[], $7::boolean, $8::text[],
    $9::text, $10::integer, $11::integer) where id = $1 and active returning id`,
)

/** Changes what the provider decides: nothing that is null. */
export const changePost = query(
  id,
  `
  update coach set email = coalesce($2, email), provider_id = coalesce($3, provider_id), services = coalesce($4, services)
   where id = $1 returning id`,
)

/** Adds a coach; no row where the e-mail address is somebody's already. */
export const insertCoach = query(
  id,
  `
  insert into coach (email, provider_id, services, ${entryColumns})
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (email) do nothing returning id`,
)

/** Lets a coach go, or has them back; no row where that is so already. */
export const setActive = query(id, 'update coach set active = $2 where id = $1 and active <> $2 returning id')

/** The moment, for verbs that have no other clock. */
export const clockNow = query({ now: instant }, 'select clock_now() as now')
