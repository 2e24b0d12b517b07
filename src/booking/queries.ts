import { boolean, bytes, instant, integer, maybe, query, text, textArray, uuid } from '#lib/sql'

/** Uses a hold for a booking: writes it, the person and the first line of its history in one statement. */
export const insertBooking = query(
  {},
  `with used as (update hold set state = 'used' where id = $25),
   booked as (
     insert into booking (id, reference, service_key, service_version, coach_id, claim_id, mode, longer, starts_at, ends_at,
         matched_on, sealed_adjustments, area, setting_key, role_group_key, browser, api_key_id, visit_hash, contact_hashes,
         release_at, unsure, interpreter, client_id)
       select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
         case when $20::boolean then clock_now() + interval '30 minutes' end, $27, $28, $29
         from new_client($29, $30, $31)),
   person as (
     insert into booking_person (booking_id, client_id, sealed_name, sealed_email, sealed_phone, sealed_session_phone,
         channel, takes_texts, any_time, texts_too)
       values ($1, $29, $21, $22, $23, $23, $26, $32, $33, $34))
   insert into booking_change (booking_id, sequence, what, by_whom, coach_id, starts_at)
     values ($1, 0, 'booked', $24, $5, $9)`,
)

export const bookingShape = {
  id: uuid,
  reference: text,
  status: text,
  sequence: integer,
  serviceKey: text,
  serviceVersion: integer,
  coachId: uuid,
  claimId: uuid,
  mode: text,
  longer: boolean,
  startsAt: instant,
  endsAt: instant,
  matchedOn: textArray,
  interpreter: textArray,
  clientId: uuid,
  /** Coaches who are not offered to its client. */
  keptFrom: textArray,
  verifiedAt: maybe(instant),
  releaseAt: maybe(instant),
  madeAt: instant,
  cancelledBy: maybe(text),
  linkNumber: integer,
  started: boolean,
  over: boolean,
}

/**
 * Whether a booking is a further one still: another of its browser, under the contact that its code goes to, stands ahead
 * without having to be kept, or was made before it.
 */
export const isStillFurther = `exists (select from booking o
  where o.browser = booking.browser and o.id <> booking.id and o.verified_at is null and o.status = 'booked'
    and (o.release_at is null or (o.made_at, o.id) < (booking.made_at, booking.id))
    and o.starts_at > clock_now() and o.contact_hashes && booking.contact_hashes[1:1])`

const bookingColumns = `id, reference, status, sequence, service_key as "serviceKey", service_version as "serviceVersion",
  coach_id as "coachId", claim_id as "claimId", mode, longer, starts_at as "startsAt", ends_at as "endsAt",
  matched_on as "matchedOn", interpreter, client_id as "clientId", kept_from(client_id) as "keptFrom",
  verified_at as "verifiedAt",
  case when release_at is not null and ${isStillFurther} then release_at end as "releaseAt", made_at as "madeAt",
  cancelled_by as "cancelledBy", link_number as "linkNumber", starts_at <= clock_now() as started, ends_at <= clock_now() as over`

export const findBooking = query(bookingShape, `select ${bookingColumns} from booking where id = $1`)

/** Until when a booking has to be kept, for a browser that does not see the others of the one that booked. */
export const releaseOf = query({ at: maybe(instant) }, `select release_at as at from booking where id = $1`)

/**
 * Locked for change; what only points at it, as a task of an absence does, need not wait. `toRelease`: the half hour in
 * which a further one can be kept is over, and it was not.
 */
export const lockBooking = query(
  { ...bookingShape, toRelease: boolean },
  `select ${bookingColumns}, coalesce(release_at <= clock_now() and ${isStillFurther}, false) as "toRelease"
     from booking where id = $1 for no key update`,
)

/** The booking that a key made; another's is nothing. */
export const findBookingOfKey = query(
  bookingShape,
  `select ${bookingColumns} from booking where id = $1 and api_key_id = $2`,
)

/** The booking that this browser made. */
export const findBookingOfBrowser = query(
  bookingShape,
  `select ${bookingColumns} from booking where id = $1 and browser = $2`,
)

export const findBookingByVisit = query(bookingShape, `select ${bookingColumns} from booking where visit_hash = $1`)

/** A booking found by two facts: its reference and one of its contacts. */
export const findBookingByFacts = query({ id: uuid }, `select id from booking_by_facts($1, $2) id where id is not null`)

/** What this browser has ahead, soonest first. */
export const upcomingOfBrowser = query(
  { id: uuid, startsAt: instant },
  `select id, starts_at as "startsAt" from booking
    where browser = $1 and status = 'booked' and ends_at > clock_now() order by starts_at limit 5`,
)

/**
 * Every booking that the client who asks may see, latest first. `apart`: it was made under a contact of theirs, and has not
 * passed to them; `asked`: it will.
 */
export const bookingsOfClient = query(
  { id: uuid, startsAt: instant, endsAt: instant, status: text, mode: text, apart: boolean, asked: boolean },
  `select b.id, b.starts_at as "startsAt", b.ends_at as "endsAt", b.status, b.mode,
          b.client_id <> (select me()) and c.done_at is null as apart, c.id is not null and c.done_at is null as asked
     from booking b left join client_change c on c.booking_id = b.id and c.client_id = (select me()) and c.stopped_at is null
    where b.id in (select bookings_of_client((select me()))) order by b.starts_at desc, b.id limit 200`,
)

/** The client who asks says that a booking is theirs: `mine`, `waits` or `too-many`; null where it cannot be. */
export const claimBooking = query({ became: maybe(text) }, `select claim_booking($1) as became`)

/** Whether a booking would overlap another of a client's: at the time given, or at its own. Others wait meanwhile. */
export const clashes = query({ yes: boolean }, `select clashes($1, $2, $3, $4) as yes`)

/** Whether whoever proved the contact of a booking here has another appointment at its time. */
export const sharesTime = query({ yes: boolean }, `select shares_time($1) as yes`)

/** The contact of a booking was proved: it becomes that of its client. */
export const proveContact = query({ clientId: maybe(uuid) }, `select prove_contact($1) as "clientId"`)

/** Whether a browser has an appointment ahead under a contact that was not proved; one booking may be left out. */
export const hasUnverifiedAhead = query(
  { ahead: boolean },
  `select exists (select from booking
     where browser = $1 and verified_at is null and status = 'booked' and starts_at > clock_now()
       and $2 = any (contact_hashes) and id is distinct from $3) as ahead`,
)

/** Moves a booking to the time of a hold, one sequence on, with a line of history. */
export const moveBookingTo = query(
  { sequence: integer },
  `with moved as (
     update booking set claim_id = $2, coach_id = $3, mode = $4, longer = $5, starts_at = $6, ends_at = $7,
         service_version = $8, matched_on = $9, sequence = sequence + 1
      where id = $1 returning id, sequence, coach_id, starts_at),
   ringing as (
     update booking_person set sealed_session_phone = sealed_phone
      where booking_id in (select id from moved) and sealed_session_phone is null and sealed_phone is not null),
   change as (
     insert into booking_change (booking_id, sequence, what, by_whom, coach_id, starts_at)
       select id, sequence, 'moved', $10, coach_id, starts_at from moved)
   select sequence from moved`,
)

export const cancelBooking = query(
  { sequence: integer },
  `with cancelled as (
     update booking set status = 'cancelled', cancelled_at = clock_now(), cancelled_by = $2, sequence = sequence + 1
      where id = $1 returning id, sequence, coach_id, starts_at),
   change as (
     insert into booking_change (booking_id, sequence, what, by_whom, coach_id, starts_at)
       select id, sequence, 'cancelled', $3, coach_id, starts_at from cancelled)
   select sequence from cancelled`,
)

/** What is known of somebody's contacts without a key: which there are, and where messages go. */
export const reachOf = query(
  { clientId: uuid, hasEmail: boolean, hasPhone: boolean, takesTexts: boolean, channel: text, anyTime: boolean },
  `select client_id as "clientId", has_email as "hasEmail", has_phone as "hasPhone", takes_texts as "takesTexts", channel,
          any_time as "anyTime" from booking_person where booking_id = $1`,
)

/** What the client who asks gave of themselves with their bookings, sealed. */
export const ownPersons = query(
  { id: uuid, sealedName: maybe(bytes), sealedEmail: maybe(bytes), sealedPhone: maybe(bytes) },
  `select booking_id as id, sealed_name as "sealedName", sealed_email as "sealedEmail", sealed_phone as "sealedPhone"
     from booking_person where client_id = (select me()) order by booking_id limit 200`,
)

/** Who a booking's person is, sealed. */
export const personOf = query(
  {
    clientId: uuid,
    sealedName: bytes,
    sealedEmail: maybe(bytes),
    sealedPhone: maybe(bytes),
    channel: text,
    anyTime: boolean,
    textsToo: boolean,
  },
  `select client_id as "clientId", sealed_name as "sealedName", sealed_email as "sealedEmail", sealed_phone as "sealedPhone",
          channel, any_time as "anyTime", texts_too as "textsToo" from booking_person where booking_id = $1`,
)

/** Corrects the name of one booking's person. */
export const rename = query({}, `update booking_person set sealed_name = $2 where booking_id = $1`)

/**
 * Corrects a mistyped address or number of one booking, one sequence on, with a line of history. A further one has half
 * an hour from now.
 */
export const correctContact = query(
  { sequence: integer },
  `with corrected as (
     update booking_person set sealed_email = $2, sealed_phone = $3, sealed_session_phone = $3, channel = $8,
            takes_texts = $9, any_time = $10, texts_too = coalesce($11::boolean, texts_too)
      where booking_id = $1 returning booking_id),
   hashed as (
     update booking set contact_hashes = $4, sequence = sequence + 1, link_number = $6, visit_hash = $7,
         release_at = case when $5::boolean then clock_now() + interval '30 minutes' end
      where id in (select booking_id from corrected) returning id, sequence, coach_id, starts_at),
   change as (
     insert into booking_change (booking_id, sequence, what, by_whom, coach_id, starts_at)
       select id, sequence, 'corrected', 'client', coach_id, starts_at from hashed)
   select sequence from hashed`,
)

/** Marks the contact of a booking as proved and takes away the moment at which it would let go. */
export const verifyBooking = query(
  { id: uuid, first: boolean },
  `update booking set release_at = null,
          verified_at = case when browser is null or browser = $2 then coalesce(verified_at, clock_now()) else verified_at end
    where id = $1 and status = 'booked' returning id, old.verified_at is null and new.verified_at is not null as first`,
)

/** Whether a code proves the contact of a booking in a browser: in the one that booked, or in any where none did. */
export const provedHere = query(
  { yes: boolean },
  `select browser is null or browser = $2 as yes from booking where id = $1`,
)

export const insertRequestRecord = query(
  { id: uuid },
  `insert into request_record
     (source, service_key, match, ethnically_diverse, mode, earliest_start, same_day, within_24_hours)
   values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
)

/** Counts that none of the times suited; the same id again counts nothing more. */
export const insertUnmetDemand = query(
  { id: uuid },
  `insert into unmet_demand (id, service_key, match, ethnically_diverse, mode, wanted) values ($1, $2, $3, $4, $5, $6)
   on conflict (id) do nothing returning id`,
)

/**
 * Coaches this browser has had sessions booked with, latest first: "a coach I have seen before". With whether any of
 * these was of the ethnically diverse pathway.
 */
export const coachesOfBrowser = query(
  { coachId: uuid, ethnicallyDiverse: boolean },
  `select coach_id as "coachId",
          bool_or(service_key = 'lay-too-ed' or 'ethnically-diverse' = any(matched_on)) as "ethnicallyDiverse"
     from booking
    where browser = $1 and status in ('booked', 'fulfilled') group by coach_id order by max(starts_at) desc limit 10`,
)

/** Tells every web process that claims of some coaches (their ids, with commas) have changed. Only rare work does: it makes commits wait in line. */
export const announceClaims = query({ said: text }, `select pg_notify('claims', $1)::text as said`)

/** Whether texts come at night, too, to the client who asks. */
export const textsAtAnyTime = query({ yes: maybe(boolean) }, `select my_texts_at_any_time() as yes`)
export const sayTextsAtAnyTime = query({ id: uuid }, `select id from say_texts_at_any_time($1) as id`)
