import { programmeZone } from '#lib/time'

/** For how long another coach is looked for before the client is asked, and how long before the start they must be asked. */
const reassignMinutes = 10
const askBeforeMinutes = 60
/** For how long times are kept for a client, in hours of the service, until when at the latest, and for how long at least. */
const keepServiceMinutes = 120
const keepUntilBeforeMinutes = 30
const keepAtLeastMinutes = 15
/** How long after its coach is away a client is told at the latest, in minutes of the service, where steps fail. */
const tellWithinMinutes = 15
/** When times of a session become rare, or a step fails: it is not tried more often than this. */
export const retrySeconds = 20
const opensHour = 8
const closesHour = 22

const minutes = (many: number) => Temporal.Duration.from({ minutes: many })
const earlier = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) <= 0 ? a : b)
const later = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) >= 0 ? a : b)
const isBefore = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) < 0

/** Until when another coach is looked for at the same time: ten minutes, and not past an hour before the start. */
export const reassignUntil = (madeAt: Temporal.Instant, startsAt: Temporal.Instant): Temporal.Instant =>
  earlier(madeAt.add(minutes(reassignMinutes)), startsAt.subtract(minutes(askBeforeMinutes)))

/**
 * Until when other times are kept for a client who is told now: two hours of the service (8am to 10pm), not past half an hour before
 * the session that cannot be; a quarter of an hour at least, but never up to its start, when nothing of it can be changed.
 */
export function keepUntil(now: Temporal.Instant, startsAt: Temporal.Instant): Temporal.Instant {
  const inTime = startsAt.subtract(minutes(keepUntilBeforeMinutes))
  const wanted = later(
    earlier(afterServiceMinutes(now, keepServiceMinutes), inTime),
    now.add(minutes(keepAtLeastMinutes)),
  )
  return earlier(wanted, startsAt.subtract(minutes(1)))
}

/**
 * Until when times are kept for a client who is not told yet: what was begun with, unless too little is left of it, as where nothing
 * ran in between.
 */
export function untilAnew(begun: Temporal.Instant | null, now: Temporal.Instant, startsAt: Temporal.Instant) {
  const until = keepUntil(now, startsAt)
  const enough = earlier(until, now.add(minutes(keepAtLeastMinutes)))
  return begun !== null && !isBefore(begun, enough) ? begun : until
}

/**
 * Until when a step that fails is tried again and again before the next simpler one is taken: as long as there is time for that one. A
 * client is told within a quarter of an hour of the service, and an hour before the start.
 */
const triedUntil = (step: 'reassign' | 'keep-times', { madeAt, startsAt }: Pick<Away, 'madeAt' | 'startsAt'>) =>
  step === 'reassign'
    ? reassignUntil(madeAt, startsAt)
    : earlier(afterServiceMinutes(madeAt, tellWithinMinutes), startsAt.subtract(minutes(askBeforeMinutes)))

/** So many minutes on, of which only those count in which the service is open. */
export function afterServiceMinutes(from: Temporal.Instant, many: number): Temporal.Instant {
  let at = from.toZonedDateTimeISO(programmeZone)
  for (let left = many * 60_000; ;) {
    const day = at.toPlainDate()
    const opens = day.toZonedDateTime({ timeZone: programmeZone, plainTime: { hour: opensHour } })
    const closes = day.toZonedDateTime({ timeZone: programmeZone, plainTime: { hour: closesHour } })
    if (Temporal.ZonedDateTime.compare(at, opens) < 0) at = opens
    const room = Math.max(0, closes.epochMilliseconds - at.epochMilliseconds)
    if (left <= room) return at.add({ milliseconds: left }).toInstant()
    left -= room
    at = day.add({ days: 1 }).toZonedDateTime({ timeZone: programmeZone, plainTime: { hour: opensHour } })
  }
}

/** A session whose coach is away, as far as it has come. */
export type Away = {
  madeAt: Temporal.Instant
  startsAt: Temporal.Instant
  triedAt: Temporal.Instant | null
  /** When a step failed, unless one was taken since. */
  failedAt: Temporal.Instant | null
  /** Whether somebody was asked to call already, as nothing else could be done. */
  called: boolean
  offersUntil: Temporal.Instant | null
  toldAt: Temporal.Instant | null
  /** Whether the coach is away then still. */
  stillAway: boolean
  /** Whether the client asked for this coach by name: another would not be who they chose. */
  named: boolean
  /** What the lead said is to become of it, as no coach can hold it: `cancel` or `other-times`; null where a coach is away. */
  byHand: string | null
  /** How many times are kept for the client now. */
  kept: number
}

export type Step = 'reassign' | 'keep-times' | 'give-up' | 'stands' | 'wait'

/** What is to be done about it now. */
export function stepOf(away: Away, now: Temporal.Instant): Step {
  const { madeAt, startsAt, triedAt, offersUntil, toldAt, failedAt, called, stillAway, named, byHand, kept } = away
  if (failedAt !== null && isBefore(now, failedAt.add({ seconds: retrySeconds }))) return 'wait'
  if (byHand === 'cancel') return 'give-up'
  if (byHand === null && !stillAway) return 'stands'
  // Whoever is called hears no other story any more.
  if (called || !isBefore(now, startsAt.subtract(minutes(1)))) return 'give-up'
  // Those who hold what was kept may have gone away, too: others are kept until the same moment.
  if (toldAt !== null) return !isBefore(now, offersUntil!) ? 'give-up' : kept > 0 ? 'wait' : 'keep-times'
  if (offersUntil !== null || named || byHand !== null) return 'keep-times'
  // However late it is, whoever is free then is asked first.
  if (triedAt === null) return 'reassign'
  if (!isBefore(now, reassignUntil(madeAt, startsAt))) return 'keep-times'
  return isBefore(now, triedAt.add({ seconds: retrySeconds })) ? 'wait' : 'reassign'
}

/**
 * What is done at once where a step failed; null where it is tried again. One failure is none: it may be gone in a moment. Whoever was
 * told already waits for what was kept until the moment that they were told.
 */
export function afterFault(
  away: Away,
  step: Step | 'call',
  now: Temporal.Instant,
): 'keep-times' | 'give-up' | 'call' | null {
  if (step === 'give-up') return 'call'
  if (step !== 'reassign' && step !== 'keep-times') return null
  if (away.failedAt === null || away.toldAt !== null || isBefore(now, triedUntil(step, away))) return null
  return step === 'reassign' ? 'keep-times' : 'give-up'
}
