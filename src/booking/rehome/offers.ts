import { boolean, instant, integer, query, text, textArray, uuid, type Tx } from '#lib/sql'
import { announceClaims } from '../queries.ts'

/** A time that is kept for one booking alone. */
const offerShape = {
  id: uuid,
  bookingId: uuid,
  claimId: uuid,
  coachId: uuid,
  serviceVersion: integer,
  matchedOn: textArray,
  startsAt: instant,
  endsAt: instant,
  until: instant,
  zone: text,
}
const columns = `id, booking_id as "bookingId", claim_id as "claimId", coach_id as "coachId", service_version as "serviceVersion",
  matched_on as "matchedOn", starts_at as "startsAt", ends_at as "endsAt", until,
  (select s.zone from service_version s join booking b on b.service_key = s.key
    where b.id = booking_id and s.version = offer.service_version) as zone`

/** The diary keeps it still, and its coach is there: else it is offered to nobody, whatever the offer says. */
const isKept = `exists (select from claim c where c.id = claim_id and c.active)
  and not exists (select from absence a where a.coach_id = offer.coach_id and a.during && tstzrange(offer.starts_at, offer.ends_at))`

/** The times that are kept for a booking whose coach is away, soonest first. */
export const offersOf = query(
  offerShape,
  `select ${columns} from offer where booking_id = $1 and kind = 'recovery' and state = 'open' and until > clock_now() and ${isKept} order by starts_at, id limit 10`,
)

/** The sooner time that is kept for a booking now. */
export const soonerOffer = query(
  offerShape,
  `select ${columns} from offer where booking_id = $1 and kind = 'sooner' and state = 'open' and until > clock_now() and ${isKept}`,
)

/** Whether a booking is at a time by the offer of it: who takes it again has it. */
export const hasTaken = query(
  { yes: boolean },
  `select exists (select from offer o join booking b on b.id = o.booking_id
     where o.id = $1 and b.id = $2 and o.state = 'taken' and o.claim_id = b.claim_id) as yes`,
)

export const lockOffer = query(
  offerShape,
  `select ${columns} from offer where id = $1 and booking_id = $2 and state = 'open' and until > clock_now() for update`,
)

export const keepOffer = query(
  { id: uuid },
  `insert into offer (booking_id, claim_id, coach_id, service_version, matched_on, starts_at, ends_at, until, kind)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
)

export const takeOffer = query({}, `update offer set state = 'taken' where id = $1`)

/** Lets go of what is kept for a booking, and gives whose times they were. */
export const releaseOffers = query({ coachId: uuid }, `select id as "coachId" from release_offers($1) as t (id)`)

/** Lets go of what is kept for a booking, and says so to whoever keeps what is free in memory. */
export async function letGo(tx: Tx, bookingId: string): Promise<void> {
  const coaches = await releaseOffers(tx, bookingId)
  if (coaches.length > 0) await announceClaims(tx, coaches.map(({ coachId }) => coachId).join())
}

/** Bookings for which times are kept that nobody waits for any more. */
export const forNobody = query(
  { bookingId: uuid },
  `select distinct booking_id as "bookingId" from offer o where o.state = 'open' and o.kind = 'recovery'
     and not exists (select from rehome_task t where t.booking_id = o.booking_id and t.settled_at is null) limit 100`,
)

export type Offered = NonNullable<Awaited<ReturnType<typeof lockOffer.one>>>
