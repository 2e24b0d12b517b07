import type { Tx } from '#lib/sql'
import type { Millis } from '#lib/time'
import type { Availability } from '../availability/live.ts'
import { whyNot } from '../availability/rules.ts'
import type { Mode } from '../wish.ts'
import { ownToSwap, swapsFor } from './queries.ts'

/** So many are shown: those nearest in time to one's own. */
const shown = 20

type Asked = { startsAt: Temporal.Instant; mode: string; serviceKey: string; longer: boolean }
/** A colleague's session, as far as another coach sees it. */
export type Swappable = Asked & { coachId: string; coach: string; endsAt: Temporal.Instant; serviceName: string }

/** One's own session ahead and colleagues' that could be swapped for it, in order; null where it is not one's own, or begun. */
export async function swappable(
  tx: Tx,
  availability: Availability,
  { bookingId, coachId, now }: { bookingId: string; coachId: string; now: Temporal.Instant },
): Promise<{ own: Asked & { asked: boolean }; sessions: Swappable[] } | null> {
  const own = await ownToSwap.one(tx, bookingId, coachId)
  if (!own) return null
  const free = (who: string, gets: Asked, gives: Asked) => isFree(availability, who, { gets, gives, now })
  const sessions = (await swapsFor(tx, bookingId))
    .filter((theirs) => free(theirs.coachId, own, theirs) && free(coachId, theirs, own))
    .slice(0, shown)
    .map((theirs) => ({
      ...theirs,
      coach: availability.coach(theirs.coachId)?.name ?? '',
      serviceName: serviceOf(availability, theirs)?.name ?? theirs.serviceKey,
    }))
    .toSorted((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt) || a.coach.localeCompare(b.coach))
  return { own, sessions }
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
