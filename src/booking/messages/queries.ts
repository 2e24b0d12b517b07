import { boolean, bytes, count, instant, integer, maybe, query, text, uuid } from '#lib/sql'
import { bookingShape } from '../queries.ts'

// Messages offer nobody.
const { keptFrom: _offered, ...shape } = bookingShape

/** A booking with what its messages need: where its person is reached, whether they were asked to choose another time, and when it last changed. */
export const saidOf = query(
  {
    ...shape,
    sealedEmail: maybe(bytes),
    sealedPhone: maybe(bytes),
    hasEmail: boolean,
    takesTexts: boolean,
    stopped: boolean,
    asked: boolean,
    mailStopped: boolean,
    anyTime: boolean,
    channel: maybe(text),
    changedAt: instant,
  },
  `select b.id, b.reference, b.status, b.sequence, b.service_key as "serviceKey", b.service_version as "serviceVersion",
          b.coach_id as "coachId", b.claim_id as "claimId", b.mode, b.longer, b.starts_at as "startsAt",
          b.ends_at as "endsAt", b.matched_on as "matchedOn", b.interpreter, b.client_id as "clientId", b.verified_at as "verifiedAt",
          b.release_at as "releaseAt", b.made_at as "madeAt", b.cancelled_by as "cancelledBy",
          b.link_number as "linkNumber", b.starts_at <= clock_now() as started, b.ends_at <= clock_now() as over,
          p.sealed_email as "sealedEmail", p.sealed_phone as "sealedPhone", p.channel,
          p.sealed_email is not null as "hasEmail", coalesce(p.takes_texts, false) as "takesTexts",
          coalesce(p.stopped_hash = any (b.contact_hashes), false) as stopped,
          exists (select from rehome_task t where t.booking_id = b.id and t.settled_at is null and t.told_at is not null) as asked,
          coalesce(p.mail_stopped_hash = any (b.contact_hashes), false) as "mailStopped", coalesce(p.any_time, false) as "anyTime",
          (select max(at) from booking_change where booking_id = b.id) as "changedAt"
     from booking b
     left join booking_person p on p.booking_id = b.id
    where b.id = $1`,
)

/**
 * Whether the contact that the messages of a booking go to, which nobody proved, gets more than twenty messages in a day, as no one person's appointments
 * make: about this one and those made before it, sent or on their way, so that whoever books many more under an address keeps nothing from its owner.
 */
export const floods = query(
  { yes: boolean },
  `select b.verified_at is null and b.api_key_id is null and 21 = (
            select count(*) from (
              select from booking o join message m on m.subject_id = o.id
               where o.contact_hashes[1] = b.contact_hashes[1] and (o.made_at, o.id) <= (b.made_at, b.id)
                 and m.recipient = 'client' and coalesce(m.sent_at, m.taken_at) > clock_now() - interval '24 hours' limit 21) had) as yes
     from booking b where b.id = $1`,
)

/** Texts to coaches that failed within a day, where the same was not to be told by mail. */
export const failedTexts = query(
  { kind: text, subjectId: uuid, subjectSequence: integer },
  `select m.kind, m.subject_id as "subjectId", m.subject_sequence as "subjectSequence" from message m
    where m.state = 'failed' and m.due_at > clock_now() - interval '1 day' and m.recipient = 'coach' and m.channel = 'text'
      and not exists (select from message o where o.subject_id = m.subject_id and o.kind = m.kind
            and o.subject_sequence = m.subject_sequence and o.recipient = 'coach' and o.channel = 'email')
    order by m.due_at limit 500`,
)

/** Whether the same that a coach was to hear by one way goes, or went, by another. */
export const goesOtherwise = query(
  { yes: boolean },
  `select exists (select from message where subject_id = $1 and kind = $2 and subject_sequence = $3 and recipient = 'coach'
            and channel <> $4 and state in ('waiting', 'sent')) as yes`,
)

/** What happened to a booking, oldest first. */
export const historyOf = query(
  { sequence: integer, what: text, coachId: uuid, startsAt: instant },
  `select sequence, what, coach_id as "coachId", starts_at as "startsAt"
     from booking_change where booking_id = $1 order by sequence`,
)

/** Changes of a booking that took it from a coach because they are away, have left or gave its hours up: they know by that. */
export const lostAway = query(
  { sequence: integer },
  `select settled_sequence as sequence from rehome_task
    where booking_id = $1 and settled_sequence is not null and not apart and by_hand is null`,
)

/**
 * How many sessions were put on the list with one, as a coach was away, had left or gave hours up: those that had not begun, and that
 * went from the coach since or are on the list still.
 */
export const lookedAfter = query(
  { coachId: uuid, bookingId: uuid, sessions: count },
  `select t.coach_id as "coachId", t.booking_id as "bookingId",
          (select count(*) from rehome_task o where o.coach_id = t.coach_id and o.made_at = t.made_at and o.starts_at > o.made_at
              and not o.apart and (o.settled_at is null or coalesce(o.outcome, 'stands') not in ('stands', 'under-way'))) as sessions
     from rehome_task t where t.id = $1`,
)

/** A message to a client or a coach that did not arrive: it was refused for good, its receipt says so, or nobody took it for as long as it is tried. */
export const messageBack = query(
  { recipient: text, kind: text, channel: text, subjectId: uuid, subjectSequence: integer },
  `select recipient, kind, channel, subject_id as "subjectId", subject_sequence as "subjectSequence" from message
    where id = $1 and recipient in ('client', 'coach') and state = 'failed' and fault <> 'too-many'`,
)

/**
 * The same of the other contact of a booking, to which goes what did not arrive by the first: whoever gives a first one that takes
 * nothing keeps nothing from the owner of the other.
 */
export const floodsOther = query(
  { yes: boolean },
  `select b.verified_at is null and b.api_key_id is null and 21 = (
            select count(*) from (
              select from booking o join message m on m.subject_id = o.id
               where (o.contact_hashes[1] = b.contact_hashes[2] or o.contact_hashes[2] = b.contact_hashes[2]) and (o.made_at, o.id) <= (b.made_at, b.id)
                 and m.channel = $2 and m.recipient = 'client'
                 and coalesce(m.sent_at, m.taken_at) > clock_now() - interval '24 hours' limit 21) had) as yes
     from booking b where b.id = $1`,
)

/**
 * A session that whoever was chosen could not take, as it is to be told: to its coach while they have it and nobody else is chosen, of
 * the last time alone; to whoever was to have it while they have it not.
 */
export const missedCover = query(
  { coachId: uuid, bookingId: uuid, startsAt: instant, endsAt: instant, mode: text, askedAt: instant },
  `select who.id as "coachId", b.id as "bookingId", b.starts_at as "startsAt", b.ends_at as "endsAt", b.mode, v.asked_at as "askedAt"
     from cover v join booking b on b.id = v.booking_id
     join coach who on who.id = case when $3::boolean then v.coach_id else v.missed_ids[$2::integer] end
    where v.id = $1 and b.status = 'booked' and b.starts_at = v.starts_at and b.ends_at > clock_now()
      and case when $3::boolean
        then b.coach_id = v.coach_id and v.chosen_id is null and cardinality(v.missed_ids) = $2::integer
          and coalesce(v.outcome, 'begun') = 'begun'
        else b.coach_id <> who.id and v.chosen_id is distinct from who.id end`,
)

/** A session that the lead let go, and whose client was asked to choose another time, while that is so and it is its coach's. */
export const letGoSession = query(
  { coachId: uuid, bookingId: uuid, startsAt: instant, endsAt: instant, mode: text, askedAt: instant },
  `select b.coach_id as "coachId", b.id as "bookingId", b.starts_at as "startsAt", b.ends_at as "endsAt", b.mode, t.told_at as "askedAt"
     from rehome_task t join booking b on b.id = t.booking_id
    where t.id = $1 and t.settled_at is null and t.by_hand is not null and t.told_at is not null and b.status = 'booked'
      and b.coach_id = t.coach_id and b.starts_at > clock_now()`,
)

/** The session for which a coach offered a swap that was declined, while it is theirs at that time. */
export const declinedSwap = query(
  { coachId: uuid, bookingId: uuid, startsAt: instant, endsAt: instant, mode: text, askedAt: instant },
  `select v.coach_id as "coachId", b.id as "bookingId", b.starts_at as "startsAt", b.ends_at as "endsAt", b.mode, v.asked_at as "askedAt"
     from cover v join booking b on b.id = v.booking_id
    where v.id = $1 and v.outcome = 'declined' and b.status = 'booked' and b.starts_at = v.starts_at and b.coach_id = v.coach_id
      and b.starts_at > clock_now()`,
)
