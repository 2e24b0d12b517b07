import { bytes, count, instant, maybe, query, text, uuid } from '#lib/sql'

const shape = {
  id: uuid,
  bookingId: maybe(uuid),
  reference: maybe(text),
  receivedAt: instant,
  closedAt: maybe(instant),
  closedBy: maybe(text),
  outcome: maybe(text),
}
const replies = `select r.id, r.booking_id as "bookingId", b.reference, r.received_at as "receivedAt", r.closed_at as "closedAt",
        s.name as "closedBy", r.outcome
   from reply r left join booking b on b.id = r.booking_id left join staff s on s.id = r.closed_by where r.kind = 'words'`

/** What people answered to texts and nobody has seen to yet, the longest waiting first. */
export const openReplies = query(shape, `${replies} and r.closed_at is null order by r.received_at, r.id limit 200`)
/** What was seen to in the last days, newest first. */
export const closedLately = query(
  shape,
  `${replies} and r.closed_at > clock_now() - interval '7 days' order by r.closed_at desc limit 100`,
)
export const findReply = query(shape, `${replies} and r.id = $1`)

/** How many wait. */
export const countOpenReplies = query(
  { open: count },
  `select count(*) as open from reply where kind = 'words' and closed_at is null`,
)

/** What one says, sealed; only for an opening. */
export const sealedReply = query(
  { words: bytes, number: maybe(bytes) },
  `select sealed_words as words, sealed_number as number from reply where id = $1`,
)
