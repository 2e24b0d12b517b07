import { boolean, instant, integer, maybe, query, text, uuid } from '#lib/sql'

/** Asks for cover of the session that a coach has at a time, if that is the business of whoever asks. Null where it is not. */
export const askForCover = query({ id: maybe(uuid) }, `select ask_for_cover($1, $2, $3) as id`)

/** The same by the worker, of a booking. */
export const askCoverOf = query(
  { id: maybe(uuid) },
  `select ask_for_cover(coach_id, starts_at, null) as id from booking where id = $1`,
)

/** The coach who asked asks no more; false where somebody has taken it. */
export const stopCover = query({ yes: boolean }, `select stop_cover($1, $2) as yes`)

/** Gives it to one who could hold it; false where another was quicker, or it is asked no more. */
export const giveCover = query({ yes: boolean }, `select give_cover($1, $2, $3) as yes`)

/** Whether the coach who asks took it, agreed to that swap, or declined it, before: as after a press that came twice. */
export const answeredBefore = query({ yes: boolean }, `select answered_before($1, $2) as yes`)

/** What the coach who asks could take from colleagues, has taken, or could not have after all. */
export const coversForMe = query(
  { id: uuid, startsAt: instant, endsAt: instant, mode: text, serviceKey: text, state: text },
  `select id, starts_at as "startsAt", ends_at as "endsAt", mode, service_key as "serviceKey", state from covers_open_to_me()`,
)

/** One that is asked for, as the lead or the provider whose coach has it may see it. */
export const coverToFill = query(
  {
    coachId: uuid,
    coach: text,
    startsAt: instant,
    endsAt: instant,
    mode: text,
    serviceKey: text,
    looked: boolean,
    chosen: maybe(text),
    missed: maybe(text),
    outcome: maybe(text),
  },
  `select coach_id as "coachId", coach, starts_at as "startsAt", ends_at as "endsAt", mode, service_key as "serviceKey", looked, chosen,
          missed, outcome from cover_to_fill($1)`,
)

/** Who could hold it, whoever answered last first. */
export const whoCouldCover = query(
  { coachId: uuid, name: text, provider: text, answeredAt: maybe(instant) },
  `select coach_id as "coachId", name, provider, answered_at as "answeredAt" from who_could_cover($1)`,
)

/** The cover that is asked for a session now. */
export const openCover = query(
  { id: uuid },
  `select id from cover where booking_id = $1 and settled_at is null and swap_for is null`,
)

/** The lead says what becomes of a session that nobody can hold. */
export const letGoSession = query({ yes: boolean }, `select let_go_session($1, $2, $3) as yes`)

/** What the worker has to look after: who was chosen, and whoever was not looked for within half a minute. */
export const coversDue = query(
  {
    id: uuid,
    bookingId: uuid,
    coachId: uuid,
    startsAt: instant,
    chosenId: maybe(uuid),
    swapFor: maybe(uuid),
    swapAt: maybe(instant),
  },
  `select id, booking_id as "bookingId", coach_id as "coachId", starts_at as "startsAt", chosen_id as "chosenId",
          swap_for as "swapFor", swap_at as "swapAt" from cover
    where settled_at is null and starts_at > clock_now()
      and (chosen_id is not null or swap_for is null and (looked_at is null or looked_at < clock_now() - interval '30 seconds'))
    order by chosen_id is null, starts_at, id limit 100`,
)

/** What nobody took before its session, or either of two, began is over. */
export const endBegun = query(
  {},
  `update cover set settled_at = clock_now(), outcome = 'begun' 
    where settled_at is null and least(starts_at, swap_at) <= clock_now()`,
)

/**
 * Whether somebody is still the one who takes it, and no client whose session changes was asked to choose another time; nobody else
 * changes that meanwhile.
 */
export const lockChosen = query(
  { id: uuid },
  `select id from cover where id = $1 and chosen_id = $2 and settled_at is null and not was_asked_to_choose(booking_id)
      and (swap_for is null or not was_asked_to_choose(swap_for)) for update`,
)

/** Whoever was chosen could not have it: it is open again. Gives how often that was so. */
export const noteMissed = query(
  { times: integer },
  `update cover set missed_id = chosen_id, chosen_id = null, missed_ids = missed_ids || chosen_id
    where id = $1 and chosen_id = $2 and settled_at is null returning cardinality(missed_ids) as times`,
)

/** What nobody had acknowledged and its coach has now: a link may be pressed in the moment in which cover is asked. */
export const endAcknowledged = query(
  {},
  `update cover v set settled_at = clock_now(), outcome = 'withdrawn'
    where v.settled_at is null and v.chosen_id is null and not v.to_coaches and v.swap_for is null
      and exists (select from acknowledgement a where a.booking_id = v.booking_id and a.coach_id = v.coach_id
        and a.acknowledged_at is not null and a.ended_at is null
        and (v.asked_as = 'worker'
          or v.asked_as in ('lead_ops', 'partner_rota') and a.asked_at <= v.asked_at and a.acknowledged_at > v.asked_at))`,
)

/** Takes down who could hold it now, and when each last answered. */
export const noteCandidates = query(
  {},
  `with gone as (delete from cover_candidate where cover_id = $1 and not coach_id = any($2::uuid[])),
   found as (
     insert into cover_candidate (cover_id, coach_id, answered_at)
       select v.id, one, (select max(a.acknowledged_at) from acknowledgement a where a.coach_id = one)
         from cover v, unnest($2::uuid[]) one where v.id = $1 and v.settled_at is null
     on conflict (cover_id, coach_id) do update set answered_at = excluded.answered_at)
   update cover set looked_at = clock_now() where id = $1 and settled_at is null`,
)
