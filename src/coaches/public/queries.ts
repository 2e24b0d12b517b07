import { bytes, count, date, instant, integer, maybe, query, text, uuid } from '#lib/sql'

const version = {
  id: uuid,
  number: integer,
  biography: text,
  photo: maybe(text),
  state: text,
  writtenAt: instant,
  decidedAt: maybe(instant),
  answer: maybe(text),
  endedAt: maybe(instant),
}
const columns = `id, number, biography, photo, state, written_at as "writtenAt", decided_at as "decidedAt", answer, ended_at as "endedAt"`

/** What a coach wrote of themselves, the newest first. */
export const versionsOf = query(
  version,
  `select ${columns} from coach_page where coach_id = $1 order by number desc limit 50`,
)

export const insertVersion = query(
  { id: uuid },
  `insert into coach_page (coach_id, number, biography, photo)
   select $1, coalesce(max(number), 0) + 1, $2, $3 from coach_page where coach_id = $1 returning id`,
)

/** Ends what waits. */
export const endWaiting = query(
  { id: uuid },
  `update coach_page set state = 'replaced', ended_at = clock_now() where coach_id = $1 and state = 'waiting' returning id`,
)

/** Ends what is public. */
export const takeDown = query(
  { id: uuid },
  `update coach_page set state = 'taken-down', ended_at = clock_now() where coach_id = $1 and state = 'accepted' returning id`,
)

export const keepPhoto = query(
  {},
  `insert into coach_photo (coach_id, hash, kind, bytes) values ($1, $2, $3, $4) on conflict do nothing`,
)

const photo = { kind: text, bytes }

/** A photo of one coach, for those who may see it. */
export const photoOf = query(photo, `select kind, bytes from coach_photo where coach_id = $1 and hash = $2`)

/** A photo that is public. */
export const publicPhoto = query(
  { coachId: uuid, ...photo },
  `select coach_id as "coachId", kind, bytes from coach_photo where hash = $1 limit 1`,
)

/** What is public of coaches: of one, or of all. */
export const standingPages = query(
  { coachId: uuid, biography: text, photo: maybe(text), since: instant },
  `select coach_id as "coachId", biography, photo, decided_at as since from coach_page
    where state = 'accepted' and ($1::uuid is null or coach_id = $1)`,
)

/** By whom a coach is accredited, as their provider holds it, while that lasts. */
export const accreditationsOf = query(
  { body: text, level: maybe(text), validUntil: date },
  `select body, level, valid_until as "validUntil" from credential
    where coach_id = $1 and kind = 'accreditation' and valid_until >= (clock_now() at time zone 'Europe/London')::date
    order by body limit 10`,
)

const waiting = { id: uuid, coachId: uuid, coach: text, biography: text, photo: maybe(text), writtenAt: instant }
const waitingText = `
  select p.id, p.coach_id as "coachId", c.name_shown as coach, p.biography, p.photo, p.written_at as "writtenAt"
    from coach_page p join coach c on c.id = p.coach_id
   where p.state = 'waiting' and c.active and c.provider_id = (select my_provider()) and p.coach_id <> (select me())`

/** What coaches of one's own provider wrote that waits to be read, the oldest first. */
export const pagesWaiting = query(waiting, `${waitingText} order by p.written_at, p.id limit 100`)
export const pageWaiting = query(waiting, `${waitingText} and p.id = $1`)
/** One that whoever asks decided about in that way: accepted, or sent back with those words. */
export const pageDecided = query(
  { id: uuid },
  `select id from coach_page where id = $1 and decided_by = (select me()) and answer is not distinct from $2`,
)
export const countPagesWaiting = query({ waiting: count }, `select count(*) as waiting from (${waitingText}) w`)

export const decidePage = query({ done: maybe(text) }, `select decide_page($1, $2)::text as done`)
