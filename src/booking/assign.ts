import { toInstant, type Millis } from '#lib/time'
import type { Candidate, Claimed, Refused, Wanted } from '#diary'
import { order, type Assignment, type Free } from './assignment.ts'
import type { Availability, KnownCoach } from './availability/live.ts'
import { occupiedMillis, type Policy } from './availability/rules.ts'
import type { Start } from './availability/search.ts'
import { refusedApart } from './apart/refused.ts'
import { near } from './near.ts'
import type { Wish } from './wish.ts'

/** Whom to ask for a start, in which order and why, and what the diary needs to know of it. */
export type Asked = {
  wish: Wish
  policy: Policy
  assignment: Assignment
  wanted: Pick<Wanted, 'candidates' | 'stamp' | 'startsAt' | 'zone' | 'patient'>
}

export type Nobody =
  /** Outside the rules, or nobody who matches works then. */
  | { kind: 'no-such-slot' }
  /** Somebody who matches works then, but every one of them is claimed or has a full day. */
  | { kind: 'slot-taken'; alternatives: Start[] }

/** After passing over busy coaches so many times, a caller waits in line for one. */
const patience = 8

/** So many coaches are asked at first, as the first of them nearly always can; then all who are on the shortlist. */
const few = 3

/**
 * Claims a start with one of the coaches whom memory believes free. The diary decides, whatever memory says: what it
 * refuses is learnt, and asked again with what is now known, until somebody can or nobody is left. So is a coach who turns out to
 * be kept apart from whoever asks: with nobody else, the time has gone as if that coach had been taken.
 */
export async function assign<T extends { kind: string }>(
  { availability, random }: { availability: Availability; random: () => number },
  wish: Wish,
  startsAt: Millis,
  claim: (asked: Asked) => Promise<T | Refused>,
): Promise<Exclude<T, Refused> | Nobody> {
  let looked = false
  const apart: string[] = []
  for (let attempt = 0; ; attempt++) {
    const present = without({ ...wish, service: serviceNow(availability, wish) }, apart)
    const free = availability.free(present, startsAt)
    if (free.size === 0) {
      const pool = availability.working(present, startsAt)
      if (pool.length === 0 && apart.length === 0) return { kind: 'no-such-slot' }
      if (looked) return { kind: 'slot-taken', alternatives: near(availability, present, startsAt) }
      looked = true
      await availability.refresh(pool.map(({ id }) => id))
      continue
    }
    const { coaches, assignment } = order(free, Math.floor(random() * 2 ** 31))
    const patient = attempt >= patience
    const asked = patient ? coaches.slice(0, 1) : attempt === 0 ? coaches.slice(0, few) : coaches
    const answer = await claimUnlessApart(() =>
      claim(askFor(availability, present, startsAt, asked, assignment, patient)),
    )
    if (answer.kind === 'apart') {
      const { coachId } = answer as Apart
      // Not one of those asked: it lies in what else the claim would do.
      if (!asked.some((one) => one.coachId === coachId))
        return { kind: 'slot-taken', alternatives: near(availability, present, startsAt) }
      apart.push(coachId)
      continue
    }
    if (answer.kind !== 'refused') return answer as Exclude<T, Refused>
    await learn(availability, asked, (answer as Refused).refusals)
  }
}

type Apart = { kind: 'apart'; coachId: string }

async function claimUnlessApart<T>(claim: () => Promise<T>): Promise<T | Apart> {
  try {
    return await claim()
  } catch (error) {
    const coachId = refusedApart(error)
    if (coachId === null) throw error
    return { kind: 'apart', coachId }
  }
}

const without = (wish: Wish, coachIds: readonly string[]): Wish =>
  coachIds.length === 0 ? wish : { ...wish, without: [...(wish.without ?? []), ...coachIds] }

/** The service as it is now: its rules may have changed since the wish was made. */
const serviceNow = (availability: Availability, { service }: Wish) =>
  availability.services().find(({ key }) => key === service.key) ?? service

function askFor(
  availability: Availability,
  wish: Wish,
  startsAt: Millis,
  asked: readonly Free[],
  assignment: Assignment,
  patient: boolean,
): Asked {
  const policy = availability.policy(wish)
  const candidates = asked.map(({ coachId }) => candidate(availability.coach(coachId)!, policy, startsAt))
  const stamp = availability.stamp()
  return {
    wish,
    policy,
    assignment,
    wanted: { candidates, stamp, startsAt: toInstant(startsAt), zone: policy.zone, patient },
  }
}

const candidate = (coach: KnownCoach, policy: Policy, startsAt: Millis): Candidate => ({
  coachId: coach.id,
  version: coach.version,
  until: toInstant(startsAt + occupiedMillis(policy, coach.gapMinutes)),
})

/** The end of the claim that a coach of those asked was given. */
export const claimedUntil = ({ wanted }: Asked, { coachId }: Claimed): Millis =>
  wanted.candidates.find((one) => one.coachId === coachId)!.until.epochMilliseconds

/** Takes what the diary said into memory: rules that have changed are read again, times that went are marked. */
async function learn(availability: Availability, coaches: readonly Free[], refusals: Refused['refusals']) {
  const wrong = coaches.filter((_, i) => refusals[i] !== undefined && refusals[i] !== 'busy')
  if (wrong.length === 0) return
  if (refusals.includes('stale')) await availability.renewIfStamped()
  await availability.refresh(wrong.map(({ coachId }) => coachId))
}
