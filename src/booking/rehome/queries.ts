import { boolean, count, instant, maybe, query, text, uuid } from '#lib/sql'

/**
 * Brings a coach's tasks to what is so: one for each session ahead that lies inside an absence, is left behind or was given up, none
 * for any other, but where the client was told already: they are told that it stands after all. Run in the transaction that changes an absence, after the coach is locked.
 */
export const reviewTasks = query(
  { id: uuid, madeAt: instant },
  `with inside as (
     select b.id from booking b join coach c on c.id = b.coach_id
      where b.coach_id = $1::uuid and b.status = 'booked' and b.ends_at > clock_now() and (not c.active or exists (
        select from absence a where a.coach_id = b.coach_id and a.during && tstzrange(b.starts_at, b.ends_at)))
        -- Whose client is called already, as it had begun.
        and not exists (select from rehome_task d where d.booking_id = b.id and d.coach_id = b.coach_id and d.outcome = 'under-way')),
   settled as (
     update rehome_task set settled_at = clock_now()
      where coach_id = $1::uuid and settled_at is null and told_at is null and by_hand is null and not given_up and not apart
        and booking_id not in (select id from inside))
   insert into rehome_task (booking_id, coach_id) select id, $1::uuid from inside
     on conflict do nothing returning id, made_at as "madeAt"`,
)

/** A coach's sessions that have not begun, soonest first. */
export const sessionsAhead = query(
  { bookingId: uuid, startsAt: instant, endsAt: instant },
  `select id as "bookingId", starts_at as "startsAt", ends_at as "endsAt" from booking
    where coach_id = $1 and status = 'booked' and starts_at > clock_now() order by starts_at, id limit 1000`,
)

/** A coach's sessions that have begun and are not over. */
export const sessionsUnderWay = query(
  { bookingId: uuid, startsAt: instant, endsAt: instant },
  `select id as "bookingId", starts_at as "startsAt", ends_at as "endsAt" from booking
    where coach_id = $1 and status = 'booked' and starts_at <= clock_now() and ends_at > clock_now() order by starts_at, id limit 20`,
)

/** Puts sessions of a coach on the list because they are given up, whether or not they are on it for another reason; gives those that were not. */
export const giveUpTasks = query(
  { id: uuid, madeAt: instant },
  `with given as (
     insert into rehome_task (booking_id, coach_id, given_up)
     select id, coach_id, true from booking where id = any($2::uuid[]) and coach_id = $1 and status = 'booked'
       on conflict (booking_id) where settled_at is null do update set given_up = true returning id, made_at)
   select id, made_at as "madeAt" from given where made_at = clock_now()`,
)

/** Has sessions of a coach given up no more; `reviewTasks` then says what is so. */
export const takeBackTasks = query(
  { bookingId: uuid },
  `update rehome_task set given_up = false
    where coach_id = $1 and booking_id = any($2::uuid[]) and settled_at is null and given_up returning booking_id as "bookingId"`,
)

/** The sessions of a coach that have not begun and are given up, soonest first. */
export const givenUpBy = query(
  { bookingId: uuid, startsAt: instant, endsAt: instant },
  `select b.id as "bookingId", b.starts_at as "startsAt", b.ends_at as "endsAt" from rehome_task t join booking b on b.id = t.booking_id
    where t.coach_id = $1 and t.settled_at is null and t.given_up and b.coach_id = t.coach_id and b.status = 'booked'
      and b.starts_at > clock_now() order by b.starts_at, b.id limit 1000`,
)

/** From when until when times are kept with a coach; null where none is. */
export const keptWith = query(
  { startsAt: maybe(instant), endsAt: maybe(instant) },
  `select starts_at as "startsAt", ends_at as "endsAt" from kept_with($1)`,
)

/** Lets go of times that are kept with a coach outside these hours, given by their starts and ends. Says whether there were any. */
export const letGoOutsideHours = query(
  { some: boolean },
  `select let_go_outside_hours($1, $2::text[]::timestamptz[], $3::text[]::timestamptz[]) as some`,
)

const open = `
  from rehome_task t join booking b on b.id = t.booking_id
 where t.settled_at is null and b.status = 'booked' and b.ends_at > clock_now()`

/** Sessions ahead that wait for another coach or time, soonest first: of one coach, or of all. */
export const openTasks = query(
  {
    bookingId: uuid,
    coachId: uuid,
    reference: text,
    serviceKey: text,
    mode: text,
    startsAt: instant,
    endsAt: instant,
    madeAt: instant,
    letGo: boolean,
    givenUp: boolean,
  },
  `select t.booking_id as "bookingId", t.coach_id as "coachId", t.by_hand is not null as "letGo", t.given_up as "givenUp", b.reference, b.service_key as "serviceKey", b.mode,
          b.starts_at as "startsAt", b.ends_at as "endsAt", t.made_at as "madeAt" ${open}
      and ($1::uuid is null or t.coach_id = $1) order by b.starts_at limit 1000`,
)

export const countTasks = query({ waiting: count }, `select count(*) as waiting ${open}`)

const isAway = `t.given_up or t.apart or not c.active or exists (select from absence a where a.coach_id = b.coach_id
            and a.during && tstzrange(b.starts_at, b.ends_at)) as "stillAway"`

/** Whether the coach of a session that waits is away still, what the lead says, and whether its client was told or is called; no row once it is settled. */
export const awayNow = query(
  { stillAway: boolean, byHand: maybe(text), told: boolean, called: boolean },
  `select ${isAway}, t.by_hand as "byHand", t.told_at is not null as told, t.called_at is not null as called from rehome_task t join booking b on b.id = t.booking_id join coach c on c.id = b.coach_id
    where t.id = $1 and t.settled_at is null`,
)

/**
 * Sessions whose coach is away, as far as each has come, those that start soonest first; such too as ended before anything was done
 * about them: whoever waited there is called.
 */
export const openAway = query(
  {
    id: uuid,
    bookingId: uuid,
    coachId: uuid,
    madeAt: instant,
    startsAt: instant,
    triedAt: maybe(instant),
    failedAt: maybe(instant),
    called: boolean,
    offersUntil: maybe(instant),
    toldAt: maybe(instant),
    stillAway: boolean,
    named: boolean,
    byHand: maybe(text),
    kept: count,
  },
  `select t.id, t.booking_id as "bookingId", t.coach_id as "coachId", t.made_at as "madeAt", b.starts_at as "startsAt",
          t.tried_at as "triedAt", t.failed_at as "failedAt", t.called_at is not null as called, t.offers_until as "offersUntil", t.told_at as "toldAt", ${isAway},
          exists (select from unnest(b.matched_on) one where one like 'named=%') as named, t.by_hand as "byHand",
          (select count(*) from offer o where o.booking_id = b.id and o.kind = 'recovery' and o.state = 'open' and o.until > clock_now()) as kept
     from rehome_task t join booking b on b.id = t.booking_id join coach c on c.id = t.coach_id
    where t.settled_at is null and b.status = 'booked' order by b.starts_at, t.id limit 200`,
)

export const noteTried = query({}, `update rehome_task set tried_at = clock_now() where id = $1`)
/** Notes that a step failed, and says whether that is to be written to the log: once a minute at most. */
export const noteFailed = query(
  { say: boolean },
  `with was as (
     select id, coalesce(fault_said_at <= clock_now() - interval '1 minute', true) as say from rehome_task where id = $1 for update)
   update rehome_task t set failed_at = clock_now(), fault_said_at = case when say then clock_now() else fault_said_at end
     from was where t.id = was.id returning say`,
)
export const noteWell = query({}, `update rehome_task set failed_at = null where id = $1`)
/** Notes that somebody is asked to call although nothing else could be done; no row where that was so before, or it is settled. */
export const noteCalled = query(
  { id: uuid },
  `update rehome_task set called_at = clock_now() where id = $1 and called_at is null and settled_at is null returning id`,
)
/** Whether somebody called meanwhile, and said that it cannot be. */
export const wasCalled = query(
  { yes: boolean },
  `select exists (select from task c join rehome_task t on t.booking_id = c.booking_id
     where t.id = $1 and c.kind = 'call' and c.opened_at >= t.called_at and c.outcome <> 'not-needed') as yes`,
)
export const noteOffers = query({}, `update rehome_task set offers_until = $2 where id = $1 and told_at is null`)
export const noteTold = query({}, `update rehome_task set told_at = clock_now() where id = $1`)
/** Settles a task otherwise than by what becomes of its booking; no row where it is settled already. */
export const settleTask = query(
  { id: uuid },
  `update rehome_task set settled_at = clock_now(), outcome = $2 where id = $1 and settled_at is null returning id`,
)

/** What a message about a session whose coach is away needs to know of it. */
export const awayToSay = query(
  { bookingId: uuid, offersUntil: maybe(instant), told: boolean, outcome: maybe(text), settledAt: maybe(instant) },
  `select booking_id as "bookingId", offers_until as "offersUntil", settled_at is null and told_at is not null
          and offers_until > clock_now() as told, outcome, settled_at as "settledAt" from rehome_task where id = $1`,
)

/** Whether the client of a booking was asked to choose another time and may do so still. */
export const isToldOf = query({ yes: boolean }, `select was_asked_to_choose($1) as yes`)
