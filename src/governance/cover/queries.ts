import { boolean, instant, maybe, query, text, uuid } from '#lib/sql'

/** One session, as far as covering it goes. */
export const sessionToCover = query(
  { id: uuid, reference: text, coachId: uuid, coach: text, startsAt: instant, ahead: boolean },
  `select b.id, b.reference, b.coach_id as "coachId", c.name_shown as coach, b.starts_at as "startsAt",
          b.status = 'booked' and b.starts_at > clock_now() as ahead
     from booking b join coach c on c.id = b.coach_id where b.id = $1`,
)

/** What became of one's own provider's sessions that their coach cannot hold. */
export const providerRecovery = query(
  {
    slot: text,
    coachId: uuid,
    coach: text,
    startsAt: instant,
    mode: text,
    why: text,
    since: instant,
    settledAt: maybe(instant),
    outcome: maybe(text),
    asked: boolean,
    holder: maybe(text),
  },
  `select slot, coach_id as "coachId", coach, starts_at as "startsAt", mode, why, since, settled_at as "settledAt", outcome, asked, holder
     from recovery_of_my_provider()`,
)
