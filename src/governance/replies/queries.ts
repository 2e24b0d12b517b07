import { boolean, bytes, count, instant, maybe, query, text, uuid } from '#lib/sql'

const shape = {
  id: uuid,
  bookingId: maybe(uuid),
  reference: maybe(text),
  receivedAt: instant,
  channel: text,
  lookNow: boolean,
  closedAt: maybe(instant),
  closedBy: maybe(text),
  outcome: maybe(text),
}
const columns = `r.id, r.booking_id as "bookingId", b.reference, r.received_at as "receivedAt", r.channel, r.look_now as "lookNow", r.closed_at as "closedAt",
        s.name as "closedBy", r.outcome`
const joined = `left join booking b on b.id = r.booking_id left join staff s on s.id = r.closed_by`
const replies = `select ${columns} from reply r ${joined} where r.kind = 'words'`

/** How many a page of a list shows, and how many of one sender a list shows before it only counts. */
export const pageSizes = { open: 200, closed: 100, duty: 100 } as const
const ofOne = 3
/** What waits, each with its place among those of its sender: what is surely to be looked at first. `total`: of all that are shown. */
const waiting = (which: string) => `
  with waiting as (
    select r.id, r.thread, row_number() over (partition by r.thread order by r.always_told desc, r.look_now desc, r.received_at, r.id) as nth,
           count(*) over (partition by r.thread) as many
      from reply r where r.kind = 'words' and r.closed_at is null and ${which})`
const inOrder = `order by r.always_told desc, r.look_now desc, r.received_at, r.id`

/**
 * What people answered and nobody has seen to yet, a page of it: what is to be looked at now, then the longest waiting; of one sender a few,
 * the last of which says how many `further` there are, or all of the sender of one.
 */
export const openReplies = query(
  { ...shape, further: count, total: count },
  `${waiting(`($1::uuid is null or r.thread = (select thread from reply where id = $1))`)}
   select ${columns}, case when $1::uuid is null and w.nth = ${ofOne} then w.many - w.nth else 0 end as further, count(*) over () as total
     from waiting w join reply r on r.id = w.id ${joined}
    where $1::uuid is not null or w.nth <= ${ofOne} ${inOrder} limit ${pageSizes.open} offset ($2::integer - 1) * ${pageSizes.open}`,
)
/** What was seen to in the last days, newest first, a page of it. */
export const closedLately = query(
  { ...shape, total: count },
  `select ${columns}, count(*) over () as total from reply r ${joined}
    where r.kind = 'words' and r.closed_at > clock_now() - interval '7 days'
    order by r.closed_at desc, r.id limit ${pageSizes.closed} offset ($1::integer - 1) * ${pageSizes.closed}`,
)
export const findReply = query(shape, `${replies} and r.id = $1`)

/** How many wait. */
export const countOpenReplies = query(
  { open: count },
  `select count(*) as open from reply where kind = 'words' and closed_at is null`,
)

/** Keeps that somebody opens one, for a reason: its words come out for five minutes, for them. */
export const keepOpening = query({}, `insert into reply_opening (reply_id, opened_by, reason) values ($1, $2, $3)`)

/** What one says, sealed; only for an opening. */
export const sealedReply = query(
  { words: bytes, number: maybe(bytes) },
  `select sealed_words as words, sealed_number as number from reply where id = $1`,
)

/** Whether the reply of that number is still open, or one for which it stands: that came after it and was not told by itself. */
export const isNumberOpen = query(
  { yes: boolean },
  `select exists (select from reply where look_now and closed_at is null and (number = $1 or number > $1 and told_at is null)) as yes`,
)

/** How many are to be looked at now; and of how many of them people are always told, and could not be one by one. */
export const countToLookAt = query(
  { open: count, untold: count },
  `select count(*) as open, count(*) filter (where always_told and told_at is null) as untold
     from reply where look_now and closed_at is null`,
)

/** Who has the duty now. */
export const hasTurnNow = query(
  { id: uuid },
  `select t.staff_id as id from duty_turn t
    where t.starts_at <= clock_now() and t.ends_at > clock_now()
      and exists (select from staff_role r where r.staff_id = t.staff_id and r.role = 'duty_lead' and r.ended_at is null) limit 20`,
)

/** The same replies as whoever has the duty sees them: those alone that are to be looked at now. */
export const dutyReplies = query(
  { id: uuid, receivedAt: instant, channel: text, further: count, total: count },
  `${waiting('r.look_now')}
   select r.id, r.received_at as "receivedAt", r.channel, case when w.nth = ${ofOne} then w.many - w.nth else 0 end as further,
          count(*) over () as total
     from waiting w join reply r on r.id = w.id where w.nth <= ${ofOne}
    ${inOrder} limit ${pageSizes.duty} offset ($1::integer - 1) * ${pageSizes.duty}`,
)
export const dutyReply = query(
  { id: uuid, bookingId: maybe(uuid), receivedAt: instant, channel: text, closedAt: maybe(instant) },
  `select id, booking_id as "bookingId", received_at as "receivedAt", channel, closed_at as "closedAt" from reply
    where id = $1 and look_now and kind = 'words'`,
)
