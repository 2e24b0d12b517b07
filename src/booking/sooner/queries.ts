import { boolean, instant, maybe, query, text, textArray, uuid } from '#lib/sql'

/** One round at a time: a time goes to the first in line only where nobody else gives away times meanwhile. Gives whether it was free. */
export const lockLine = query(
  { mine: boolean },
  `select pg_try_advisory_xact_lock(hashtextextended('waiting alerts', 0)) as mine`,
)

/** An instant as `passed` keeps it. */
const written = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

const noOffer = `not exists (select from offer o join booking p on p.id = o.booking_id
  where o.kind = 'sooner' and o.state = 'open' and o.until > clock_now() and p.client_id = b.client_id)`
const coachIsThere = `not exists (select from rehome_task t where t.booking_id = b.id and t.settled_at is null)`

/**
 * Who waits for a sooner time and may be told of one now, in line by when they asked; the whole line, as those at its head may want
 * what does not come. Nobody while another coach is looked for, as long as that takes at most: such a session goes first. Takes
 * the most that a booking may be offered in a day.
 */
export const inLine = query(
  {
    bookingId: uuid,
    clientId: uuid,
    notBefore: maybe(instant),
    passed: textArray,
    refused: textArray,
    serviceKey: text,
    mode: text,
    longer: boolean,
    interpreter: textArray,
    matchedOn: textArray,
    keptFrom: textArray,
    coachId: uuid,
    claimId: uuid,
    startsAt: instant,
  },
  `select b.id as "bookingId", b.client_id as "clientId", a.not_before as "notBefore", a.passed, b.service_key as "serviceKey",
          b.mode, b.longer, b.interpreter, b.matched_on as "matchedOn", kept_from(b.client_id) as "keptFrom", b.coach_id as "coachId", b.claim_id as "claimId",
          b.starts_at as "startsAt",
          array(select ${written('o.starts_at')} from offer o where o.booking_id = b.id and o.kind = 'sooner'
            and o.state in ('declined', 'lapsed') and o.starts_at > clock_now()) as refused
     from waiting_alert a join booking b on b.id = a.booking_id
    where b.status = 'booked' and b.starts_at > clock_now() and ${coachIsThere} and ${noOffer}
      and (select count(*) from offer o where o.booking_id = b.id and o.kind = 'sooner'
            and o.made_at > clock_now() - interval '1 day') < $1
      and not exists (select from rehome_task t join booking w on w.id = t.booking_id
            where t.settled_at is null and t.told_at is null and t.made_at > clock_now() - interval '15 minutes'
              and w.status = 'booked' and w.starts_at > clock_now())
    order by a.asked_at, a.booking_id limit 10000`,
)

/** Whether a booking waits still and its client was offered nothing: asked once others of the same client wait. */
export const waitsStill = query(
  { yes: boolean },
  `select exists (select from waiting_alert a join booking b on b.id = a.booking_id
     where b.id = $1 and ${coachIsThere} and ${noOffer}) as yes`,
)

/** Takes down which of the times that were free when somebody asked are so still. */
export const notePassed = query({}, `update waiting_alert set passed = $2 where booking_id = $1`)

/**
 * Ends what nobody answered in time, and gives the claims of all that ended without being taken and are kept for the next in line;
 * and of what coaches opened for those who wait.
 */
export const toPassOn = query(
  { claimId: uuid, coachId: uuid },
  `with lapsed as (
     update offer set state = 'lapsed' where kind = 'sooner' and state = 'open' and until <= clock_now() returning claim_id)
   select c.id as "claimId", c.coach_id as "coachId" from claim c join (
     select claim_id from lapsed
     union
     select o.claim_id from offer o
      where o.kind = 'sooner' and o.state in ('declined', 'lapsed') and o.until > clock_now() - interval '1 minute'
     union
     select g.claim_id from gap_answer g where g.answered_at > clock_now() - interval '5 minutes') ended on ended.claim_id = c.id
    where c.active`,
)

/** The wait is over once the session has begun. */
export const endStarted = query(
  {},
  `delete from waiting_alert a using booking b where b.id = a.booking_id and b.starts_at <= clock_now()`,
)

/**
 * What free times hang on, in one word: where it is as it was, nothing can have opened for anybody. The hour is in it, as
 * some of what holds people back ends by itself.
 */
export const lookOf = query(
  { word: text },
  `select case when not exists (select from waiting_alert)
         and not exists (select from offer where kind = 'sooner' and state in ('open', 'declined')
               and until > clock_now() - interval '1 minute')
         and not exists (select from gap_answer g join claim c on c.id = g.claim_id where c.active and c.expires_at > clock_now())
         then 'nobody waits' else concat_ws(' ',
     (select concat(count(*), ':', sum(hashtext(id::text)::bigint)) from claim
       where active and during && tstzrange(clock_now(), null) and (expires_at is null or expires_at > clock_now())),
     (select sum(version) from coach), (select concat(count(*), max(asked_at)) from waiting_alert),
     (select concat(count(*), ':', count(*) filter (where state = 'open' and until > clock_now())) from offer
       where kind = 'sooner' and state in ('open', 'declined') and until > clock_now() - interval '1 minute'),
     (select count(*) from rehome_task where settled_at is null), date_trunc('hour', clock_now())) end as word`,
)

export const askAlert = query(
  { id: uuid },
  `insert into waiting_alert (booking_id, not_before, passed) values ($1, $2, $3) on conflict do nothing returning booking_id as id`,
)

export const stopAlert = query(
  { id: uuid },
  `delete from waiting_alert where booking_id = $1 returning booking_id as id`,
)

/** What a booking waits for; nothing where it does not. */
export const alertOf = query(
  { notBefore: maybe(instant) },
  `select not_before as "notBefore" from waiting_alert where booking_id = $1`,
)

/** Says no to a time that is kept for a booking, if it still is. */
export const declineOffer = query(
  { id: uuid },
  `update offer set state = 'declined'
    where id = $1 and booking_id = $2 and kind = 'sooner' and state = 'open' and until > clock_now() returning id`,
)

/** Whether its client said no to a time. */
export const isDeclined = query(
  { yes: boolean },
  `select exists (select from offer where id = $1 and booking_id = $2 and state = 'declined') as yes`,
)

/** What a message about a sooner time needs to know of it; nothing once it is kept no longer. */
export const offerToSay = query(
  { bookingId: uuid, startsAt: instant, endsAt: instant, until: instant },
  `select booking_id as "bookingId", starts_at as "startsAt", ends_at as "endsAt", until from offer
    where id = $1 and kind = 'sooner' and state = 'open' and until > clock_now()`,
)
