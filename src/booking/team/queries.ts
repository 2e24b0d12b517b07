import { boolean, bytes, instant, maybe, query, text, uuid } from '#lib/sql'

const session = {
  id: uuid,
  status: text,
  startsAt: instant,
  endsAt: instant,
  mode: text,
  serviceKey: text,
  clientId: uuid,
  sealedAdjustments: bytes,
  unsure: boolean,
  sealedName: maybe(bytes),
  sealedSessionPhone: maybe(bytes),
  /** Whether the coach has said that they will be there; null where that is not asked. */
  acknowledged: maybe(boolean),
  /** Whether somebody has taken it over, where cover is asked for; null where it is not. */
  covered: maybe(boolean),
  /** As whom cover is asked for: as `coach` wherever they ask themselves. */
  coverBy: maybe(text),
  /** Whether whoever was to take it last could not. */
  coverMissed: maybe(boolean),
  /** Whom a swap was offered for it, for which time of theirs, and whether it could not be made. */
  swapWith: maybe(uuid),
  swapAt: maybe(instant),
  swapMissed: boolean,
  /** Why another coach or time is looked for: the lead let it go (`let-go`), or its coach does not hold it (`away`); null where none is. */
  sought: maybe(text),
  /** Whether its client was asked to choose another time. */
  soughtTold: boolean,
}

const sessionText = `
  select b.id, b.status, b.starts_at as "startsAt", b.ends_at as "endsAt", b.mode, b.service_key as "serviceKey",
         b.client_id as "clientId", b.sealed_adjustments as "sealedAdjustments", b.unsure, p.sealed_name as "sealedName",
         p.sealed_session_phone as "sealedSessionPhone",
         case when a.booking_id is not null then a.acknowledged_at is not null end as acknowledged,
         case when v.id is not null then v.chosen_id is not null end as covered,
         case when v.to_coaches then 'coach' else v.asked_as end as "coverBy", v.missed as "coverMissed",
         v.swap_with as "swapWith", v.swap_at as "swapAt", v.missed as "swapMissed",
         case when t.by_hand is not null then 'let-go' when t.id is not null then 'away' end as sought,
         coalesce(t.told_at is not null, false) as "soughtTold"
    from booking b left join booking_person p on p.booking_id = b.id
    left join acknowledgement a on a.booking_id = b.id and a.ended_at is null
    left join cover v on v.booking_id = b.id and v.settled_at is null
    left join rehome_task t on t.booking_id = b.id and t.settled_at is null`

/** What a coach has between two instants, in order, with what the coach may see of the person. */
export const sessionsOfCoach = query(
  session,
  `${sessionText}
   where b.coach_id = $1 and b.starts_at >= $2 and b.starts_at < $3
   order by b.starts_at limit 200`,
)

/** One session of a coach, with what the coach may see of the person; another's is nothing. */
export const sessionOfCoach = query(session, `${sessionText} where b.id = $1 and b.coach_id = $2`)

/** Busy times from an instant on, of the coach whose private feed this transaction claims. */
export const busyOfFeed = query(
  { reference: text, startsAt: instant, endsAt: instant },
  `select reference, starts_at as "startsAt", ends_at as "endsAt" from busy_of_feed($1)`,
)

/** A coach's sessions that are not over, by what they are called in an entry and in the coach's feed. */
export const entriesOfCoach = query(
  { id: uuid, reference: text },
  `select id, md5('busy ' || id) as reference from booking
    where coach_id = $1 and status = 'booked' and ends_at > clock_now() order by starts_at limit 500`,
)
