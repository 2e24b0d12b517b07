import { bytes, instant, integer, integerArray, maybe, query, text, uuid } from '#lib/sql'

const id = { id: uuid }

/** Where a coach's own calendar is read, and how that goes. */
export const ownCalendarOf = query(
  {
    id: uuid,
    kind: text,
    addedAt: instant,
    readAt: maybe(instant),
    triedAt: maybe(instant),
    fault: maybe(text),
    nextAt: maybe(instant),
    countsUntil: instant,
  },
  `select o.id, o.kind, o.added_at as "addedAt", o.read_at as "readAt", o.tried_at as "triedAt", o.fault, o.next_at as "nextAt",
          b.counts_until as "countsUntil"
     from own_calendar o join busy_time b using (coach_id) where o.coach_id = $1`,
)

/** When a coach is busy elsewhere between two instants, in order. */
export const busyOf = query(
  { startsAt: instant, endsAt: instant },
  `select greatest(lower(r), $2) as "startsAt", least(upper(r), $3) as "endsAt" from busy_time, unnest(busy) r
    where coach_id = $1 and r && tstzrange($2, $3) order by lower(r) limit 500`,
)

const busy = {
  coachId: uuid,
  /** Nothing is known from here on. */
  coversUntil: instant,
  starts: integerArray,
  ends: integerArray,
}
const quarters = (bound: string) => `array(select (extract(epoch from ${bound}(r)) / 900)::integer from unnest(busy) r)`
const busyText = `
  select coach_id as "coachId", covers_until as "coversUntil", ${quarters('lower')} as starts, ${quarters('upper')} as ends
    from busy_time`

/** When all coaches with a calendar of their own are busy elsewhere: as quarters of an hour since 1970, since there are many. */
export const busyOfAll = query(busy, busyText)
export const busyOfSome = query(busy, `${busyText} where coach_id = any($1)`)

/** A new source; an address is read at once, a file has been. */
export const insertCalendar = query(
  {},
  `insert into own_calendar (coach_id, id, kind, sealed_address, read_at, next_at)
   select $1, $2, $3, $4, case $3 when 'file' then clock_now() end, case $3 when 'address' then clock_now() end`,
)

export const insertBusy = query(
  {},
  `insert into busy_time (coach_id, busy, covers_until, counts_until)
   values ($1, $2::text::tstzmultirange, $3, clock_now() + make_interval(hours => $4))`,
)

/** The source goes, and the busy times with it. */
export const deleteCalendar = query(id, 'delete from own_calendar where coach_id = $1 returning id')

/** Has an address read at once, unless it was just now. */
export const hurry = query(
  id,
  `update own_calendar set next_at = clock_now()
    where coach_id = $1 and kind = 'address' and (tried_at is null or tried_at < clock_now() - interval '1 minute')
   returning id`,
)

/** The source that has waited longest of those due and in nobody's hands. It is in the asker's for two minutes. */
export const takeDue = query(
  { id: uuid, coachId: uuid, sealedAddress: bytes, failures: integer },
  `update own_calendar o set taken_until = clock_now() + interval '2 minutes'
    where o.coach_id = (
      select d.coach_id from own_calendar d
       where d.next_at <= clock_now() and (d.taken_until is null or d.taken_until <= clock_now())
       order by d.next_at limit 1 for update skip locked)
   returning o.id, o.coach_id as "coachId", o.sealed_address as "sealedAddress", o.failures`,
)

/** That a source was read; no row where it has gone meanwhile. */
export const noteRead = query(
  { coachId: uuid },
  `update own_calendar set read_at = clock_now(), tried_at = clock_now(), fault = null, failures = 0, taken_until = null,
          next_at = clock_now() + make_interval(mins => $2)
    where id = $1 returning coach_id as "coachId"`,
)

export const updateBusy = query(
  {},
  `update busy_time set busy = $2::text::tstzmultirange, covers_until = $3,
          counts_until = clock_now() + make_interval(hours => $4)
    where coach_id = $1`,
)

/** That a source could not be read, and when it is tried again. */
export const noteFault = query(
  id,
  `update own_calendar set tried_at = clock_now(), fault = $2, failures = failures + 1, taken_until = null,
          next_at = clock_now() + make_interval(mins => $3)
    where id = $1 returning id`,
)
