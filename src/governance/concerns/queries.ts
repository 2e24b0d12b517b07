import { boolean, bytes, instant, integer, maybe, query, text, uuid } from '#lib/sql'

/** Concerns, those that are open first, then the newest: what is known of each, and nothing that was said. */
export const concerns = query(
  {
    id: uuid,
    level: integer,
    theme: text,
    raisedAt: instant,
    takenAt: maybe(instant),
    takenBy: maybe(text),
    closedAt: maybe(instant),
    coach: maybe(text),
    reference: maybe(text),
  },
  `select c.id, c.level, c.theme, c.raised_at as "raisedAt", c.taken_at as "takenAt", t.name as "takenBy",
          c.closed_at as "closedAt", k.name_shown as coach, b.reference
     from concern c left join staff t on t.id = c.taken_by left join coach k on k.id = c.coach_id
     left join booking b on b.id = c.booking_id
    order by c.closed_at is not null, c.raised_at desc limit 100`,
)

/** Opens what was said in a concern, for ten minutes, to one person of governance. */
export const insertReading = query(
  {},
  `insert into opening (kind, concern_id, opened_by, as_role, shown_until)
   values ('concern', $1, $2, 'governance', clock_now() + interval '10 minutes')`,
)
export const isKnown = query({ yes: boolean }, `select concern_is_known($1) as yes`)

export const sealedWords = query(
  { settled: boolean, words: bytes },
  `select settled, sealed_words as words from concern_words_opened() where id = $1`,
)
