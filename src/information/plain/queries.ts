import { date, instant, integer, maybe, query, text, uuid } from '#lib/sql'

/** Which wordings were checked, and when: no more than that is anybody's. */
export const checkedWordings = query(
  { key: text, digest: text, checkedOn: date },
  `select text_key as key, digest, checked_on as "checkedOn" from plain_review where withdrawn_at is null limit 1000`,
)

/** Every check that there was, newest first, with whoever recorded it or took it back. */
export const reviews = query(
  {
    id: uuid,
    key: text,
    version: integer,
    digest: text,
    checkedBy: text,
    checkedOn: date,
    recordedBy: text,
    recordedAt: instant,
    withdrawnBy: maybe(text),
    withdrawnAt: maybe(instant),
  },
  `select r.id, r.text_key as key, r.version, r.digest, r.checked_by as "checkedBy", r.checked_on as "checkedOn",
          s.name as "recordedBy", r.recorded_at as "recordedAt", w.name as "withdrawnBy", r.withdrawn_at as "withdrawnAt"
     from plain_review r join staff s on s.id = r.recorded_by left join staff w on w.id = r.withdrawn_by
    where $1::text is null or r.text_key = $1
    order by r.recorded_at desc, r.id limit 500`,
)

/** No row where this wording was checked already. */
export const insertReview = query(
  { id: uuid },
  `insert into plain_review (text_key, version, digest, checked_by, checked_on, recorded_by)
   values ($1, $2, $3, $4, $5, $6)
   on conflict (text_key, digest) where withdrawn_at is null do nothing returning id`,
)

export const withdrawReview = query(
  { key: text },
  `update plain_review set withdrawn_by = $2, withdrawn_at = clock_now()
    where id = $1 and withdrawn_at is null returning text_key as key`,
)
