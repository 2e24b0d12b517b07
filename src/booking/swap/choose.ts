import type { Tx } from '#lib/sql'
import type { Millis } from '#lib/time'
import type { Availability } from '../availability/live.ts'
import { whyNot } from '../availability/rules.ts'
import type { Mode } from '../wish.ts'
import { nearest, ownToSwap, swapDays, swapsFor } from './queries.ts'

/** So many are shown where no day is chosen: those nearest in time to one's own. */
const shown = 20

type Asked = { startsAt: Temporal.Instant; mode: string; serviceKey: string; longer: boolean }
/** A colleague's session, as far as another coach sees it. */
export type Swappable = Asked & { coachId: string; coach: string; endsAt: Temporal.Instant; serviceName: string }

/** `days`: where not all are among the sessions, the days on which there may be more; else none. */
type Choice = { own: Asked & { asked: boolean }; sessions: Swappable[]; days: Temporal.PlainDate[] }

/**
 * One's own session ahead and colleagues' that could be swapped for it, in order: all of one day, or the nearest. Null where it is not
 * one's own, or begun.
 */
export async function swappable(
  tx: Tx,
  availability: Availability,
  asked: { bookingId: string; coachId: string; now: Temporal.Instant; day: Temporal.PlainDate | null },
): Promise<Choice | null> {
  const { bookingId, coachId, now, day } = asked
  const own = await ownToSwap.one(tx, bookingId, coachId)
  if (!own) return null
  const free = (who: string, gets: Asked, gives: Asked) => isFree(availability, who, { gets, gives, now })
  const looked = await swapsFor(tx, bookingId, own.startsAt, day?.toString() ?? null)
  const all = looked.filter((theirs) => free(theirs.coachId, own, theirs) && free(coachId, theirs, own))
  const some = day === null && (all.length > shown || looked.length === nearest)
  const days = some || day !== null ? await swapDays(tx, bookingId) : []
  const sessions = (day === null ? all.slice(0, shown) : all)
    .map((theirs) => ({
      ...theirs,
      coach: availability.coach(theirs.coachId)?.name ?? '',
      serviceName: serviceOf(availability, theirs)?.name ?? theirs.serviceKey,
    }))
    .toSorted((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt) || a.coach.localeCompare(b.coach))
  return { own, sessions, days: days.map((one) => Temporal.PlainDate.from(one.day)) }
}

const serviceOf = (availability: Availability, { serviceKey }: Asked) =>
  availability.services().find(({ key }) => key === serviceKey)

/** Whether a coach's hours, absences, gaps and most a day leave room for the one session without the other. */
function isFree(
  availability: Availability,
  coachId: string,
  { gets, gives, now }: { gets: Asked; gives: Asked; now: Temporal.Instant },
): boolean {
  const [coach, service] = [availability.timeOf(coachId), serviceOf(availability, gets)]
  if (!coach || service?.bookable !== 'slots') return false
  const { longer } = gets
  const policy = availability.policy({ service, mode: gets.mode as Mode, longer, interpreter: false, atOnce: true })
  const given: Millis = gives.startsAt.epochMilliseconds
  const claims = coach.claims.filter(({ startsAt }) => startsAt !== given)
  return whyNot({ ...coach, claims }, policy, gets.startsAt.epochMilliseconds, now.epochMilliseconds) === null
}
