import { civilDate, toInstant, type Millis } from '#lib/time'

/** Time from startsAt to before endsAt, in epoch milliseconds. */
export type Range = { startsAt: Millis; endsAt: Millis }

/** What a service asks of a session's time. Minutes and hours as named; opens and closes in minutes after local midnight. */
export type Policy = {
  zone: string
  opensMinute: number
  closesMinute: number
  minutes: number
  bufferMinutes: number
  noticeMinutes: number
  windowDays: number
  startEveryMinutes: number
  closures: readonly Range[]
}

/** A claim on a coach's time with the gap after it; a hold has the moment at which it lets go. */
export type Claim = Range & { expiresAt: Millis | null }

/** What a coach's rules and diary say. Working ranges are merged and sorted. */
export type CoachTime = {
  working: readonly Range[]
  absences: readonly Range[]
  /** When their own calendar has them busy elsewhere. */
  busy: readonly Range[]
  /** When what their own calendar said stops counting; null without one. */
  offersUntil: Millis | null
  claims: readonly Claim[]
  dailyCap: number
  gapMinutes: number
}

/** Why a coach is not offered at a start. Exactly one holds for each start that is not offered. */
export type Reason =
  | 'past'
  | 'too soon'
  | 'beyond the window'
  | 'not a start'
  | 'outside opening hours'
  | 'closed'
  | 'not working'
  | 'absent'
  | 'calendar unread'
  | 'busy elsewhere'
  | 'taken'
  | 'day is full'

const minute = 60_000

/** How long a session keeps its coach: its minutes and the gap after it, in milliseconds. */
export const occupiedMillis = (policy: Pick<Policy, 'minutes' | 'bufferMinutes'>, gapMinutes: number): Millis =>
  (policy.minutes + Math.max(policy.bufferMinutes, gapMinutes)) * minute

/** Says why this coach is not offered at this start, or null when the start can be booked. The meaning of availability. */
export function whyNot(coach: CoachTime, policy: Policy, start: Millis, now: Millis): Reason | null {
  return whyNobody(policy, start, now) ?? whyNotThisCoach(coach, policy, start, now)
}

/** The part of `whyNot` that is the same for every coach. */
export function whyNobody(policy: Policy, start: Millis, now: Millis): Reason | null {
  if (start < now) return 'past'
  if (start < now + policy.noticeMinutes * minute) return 'too soon'
  const local = toInstant(start).toZonedDateTimeISO(policy.zone)
  const lastDay = civilDate(toInstant(now), policy.zone).add({ days: policy.windowDays })
  if (Temporal.PlainDate.compare(local.toPlainDate(), lastDay) > 0) return 'beyond the window'
  return whyNoStart(policy, start)
}

/** The part of `whyNobody` that does not depend on the present moment. */
export function whyNoStart(policy: Policy, start: Millis): Reason | null {
  const local = toInstant(start).toZonedDateTimeISO(policy.zone)
  if (start % minute !== 0 || local.minute % policy.startEveryMinutes !== 0) return 'not a start'
  const end = start + policy.minutes * minute
  if (!isOpen(policy, local, end)) return 'outside opening hours'
  return policy.closures.some((closure) => overlaps(closure, start, end)) ? 'closed' : null
}

function whyNotThisCoach(coach: CoachTime, policy: Policy, start: Millis, now: Millis): Reason | null {
  const end = start + policy.minutes * minute
  if (!coach.working.some((range) => range.startsAt <= start && end <= range.endsAt)) return 'not working'
  if (coach.absences.some((absence) => overlaps(absence, start, end))) return 'absent'
  if (coach.offersUntil !== null && coach.offersUntil <= now) return 'calendar unread'
  if (coach.busy.some((busy) => overlaps(busy, start, end))) return 'busy elsewhere'
  const live = coach.claims.filter((claim) => claim.expiresAt === null || claim.expiresAt > now)
  const until = start + occupiedMillis(policy, coach.gapMinutes)
  if (live.some((claim) => overlaps(claim, start, until))) return 'taken'
  const day = dayOf(start, policy.zone)
  const onDay = live.filter((claim) => day.startsAt <= claim.startsAt && claim.startsAt < day.endsAt)
  return onDay.length >= coach.dailyCap ? 'day is full' : null
}

/** The civil day that holds an instant, as a range: 23, 24 or 25 hours in a zone with clock changes. */
export function dayOf(at: Millis, zone: string): Range {
  const day = civilDate(toInstant(at), zone)
  const startsAt = day.toZonedDateTime(zone).epochMilliseconds
  return { startsAt, endsAt: day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds }
}

export const overlaps = (range: Range, startsAt: Millis, endsAt: Millis) =>
  range.startsAt < endsAt && startsAt < range.endsAt

/** The session lies within opening hours of the day on which it starts; the gap after it may pass closing time. */
function isOpen(policy: Policy, local: Temporal.ZonedDateTime, end: Millis): boolean {
  if (local.hour * 60 + local.minute < policy.opensMinute) return false
  const closes =
    policy.closesMinute === 1_440
      ? local.toPlainDate().add({ days: 1 }).toZonedDateTime(policy.zone)
      : local.toPlainDate().toZonedDateTime({ timeZone: policy.zone, plainTime: timeOf(policy.closesMinute) })
  return end <= closes.epochMilliseconds
}

const timeOf = (minutes: number) => new Temporal.PlainTime(Math.floor(minutes / 60), minutes % 60)
