import { boolean, instant, integer, maybe, query, text, uuid } from '#lib/sql'

/** The requests to break the glass of the last 30 days, newest first, with the names of the two people. */
export const grants = query(
  {
    id: uuid,
    reference: text,
    reason: text,
    minutes: integer,
    asker: text,
    mine: boolean,
    apart: boolean,
    askedAt: instant,
    approver: maybe(text),
    until: maybe(instant),
    openedAt: maybe(instant),
    delayReason: maybe(text),
    state: text,
  },
  `select g.id, g.reference, g.reason, g.minutes, a.name as asker, g.asked_by = $1 as mine,
          stands_apart($1, g.asked_by, 'governance') as apart, g.asked_at as "askedAt",
          p.name as approver, g.until, g.opened_at as "openedAt", g.delay_reason as "delayReason",
          case when g.refused_by is not null then 'refused'
               when g.approved_by is null and g.asked_at <= clock_now() - interval '24 hours' then 'lapsed'
               when g.approved_by is null then 'asked'
               when g.ended_at is null and g.until > clock_now() then 'open' else 'over' end as state
     from break_glass g join staff a on a.id = g.asked_by left join staff p on p.id = g.approved_by
    where g.asked_at > clock_now() - interval '30 days' order by g.asked_at desc limit 50`,
)

/** Clients who were not told at once, and nobody has looked at why. */
export const delaysToReview = query(
  { id: uuid, reference: text, asker: text, apart: boolean, openedAt: instant, delayReason: text, late: boolean },
  `select g.id, g.reference, a.name as asker,
          g.asked_by <> $1 and stands_apart($1, g.asked_by, 'governance') as apart, g.opened_at as "openedAt",
          g.delay_reason as "delayReason", g.opened_at < clock_now() - interval '72 hours' as late
     from break_glass g join staff a on a.id = g.asked_by
    where g.delay_reason is not null and g.opened_at is not null and g.delay_reviewed_by is null
    order by g.opened_at limit 50`,
)

export const approveGlass = query({ done: boolean }, `select approve_glass($1) as done`)
export const refuseGlass = query({ done: boolean }, `select refuse_glass($1) as done`)
export const endGlass = query({ done: boolean }, `select end_glass($1) as done`)
export const reviewGlassDelay = query({ done: boolean }, `select review_glass_delay($1) as done`)

/** Why the asking client's record was opened, and why they were told later, by the id of the grant: what may be told yet. */
export const reasonsTold = query(
  { id: uuid, reason: text, delayReason: maybe(text) },
  `select id, reason, delay_reason as "delayReason" from break_glass order by asked_at desc limit 500`,
)

/** Asks for the record of whoever a booking is for; null where there is no such booking, or nobody known behind it. */
export const askGlass = query({ id: maybe(uuid) }, `select ask_to_break_glass($1, $2, $3, $4) as id`)

/** Opens what was agreed to, where names and records are opened: 'open', 'step-up', or null. */
export const openGlass = query({ said: maybe(text) }, `select open_glass($1) as said`)

/** A grant of one's own, as its holder sees it. */
export const ownGrant = query(
  { id: uuid, reference: text, until: instant },
  `select id, reference, until from break_glass where id = $1 and asked_by = $2 and until > clock_now() and ended_at is null`,
)
