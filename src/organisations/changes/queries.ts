import { instant, integer, json, maybe, query, text, uuid } from '#lib/sql'

/** One thing that was said of a service, the programme, a closure or a pause: as it was and as it is. */
export type FieldChange = { name: string; before: string | null; after: string | null }

/** $5: the fields as JSON. */
export const insertChange = query(
  { id: uuid },
  `insert into programme_change (what, subject, title, version, fields, by_staff)
   values ($1, $2, $3, $4, $5::jsonb, $6) returning id`,
)

/** What was changed, newest first: all of it, of one kind, or of one subject. Null as name: by the operator. */
export const changesOf = query(
  {
    at: instant,
    what: text,
    subject: text,
    title: text,
    version: maybe(integer),
    fields: json<FieldChange[]>(),
    by: maybe(text),
  },
  `select c.at, c.what, c.subject, c.title, c.version, c.fields, s.name as by
     from programme_change c left join staff s on s.id = c.by_staff
    where ($1::text is null or c.what = $1) and ($2::text is null or c.subject = $2)
    order by c.n desc limit $3`,
)
