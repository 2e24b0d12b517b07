import { query, uuid } from '#lib/sql'

/** Says what one occurrence is, in place of what was said of it before. */
export const keepOccurrence = query(
  { patternId: uuid },
  `
  insert into coach_occurrence (pattern_id, coach_id, on_date, starts_at, ends_at)
  values ($1, $2, $3, make_interval(mins => $4)::text::time, make_interval(mins => $5)::text::time)
  on conflict (pattern_id, on_date) do update set starts_at = excluded.starts_at, ends_at = excluded.ends_at
  returning pattern_id as "patternId"`,
)

/** Gives occurrences of a series back what the series has for them. */
export const dropOccurrences = query(
  { patternId: uuid },
  `
  delete from coach_occurrence where pattern_id = $1 and on_date = any($2::date[]) returning pattern_id as "patternId"`,
)

/** The same of all from a day on. */
export const dropOccurrencesFrom = query(
  { patternId: uuid },
  `
  delete from coach_occurrence where pattern_id = $1 and on_date >= $2 returning pattern_id as "patternId"`,
)
