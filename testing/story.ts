import { overlaps, type Range } from '../src/booking/availability/rules.ts'
import type { Millis } from '../src/lib/time.ts'

/** A plain account of one day's diary: what is true when nothing but the rules decides. For comparing with the real one. */
export type Story = {
  now: Millis
  coaches: readonly { id: string; cap: number; gapMillis: Millis }[]
  holds: StoryHold[]
  bookings: StoryBooking[]
  absences: (Range & { coach: string })[]
}
/** `endsAt` is the session's end; `until` the end of the gap after it. */
export type StoryTime = { coach: string; startsAt: Millis; endsAt: Millis; until: Millis }
export type StoryHold = StoryTime & {
  id: string
  browser: string
  expiresAt: Millis
  state: 'live' | 'used' | 'released'
}
export type StoryBooking = StoryTime & { id: string; status: 'booked' | 'cancelled'; sequence: number }

const minute = 60_000
export const sessionMillis = 45 * minute
const noticeMillis = 30 * minute

const isLive = ({ now }: Story, { state, expiresAt }: StoryHold) => state === 'live' && expiresAt > now

/** Everything that keeps a coach's time now. */
export const claimsOf = (story: Story): StoryTime[] => [
  ...story.holds.filter((one) => isLive(story, one)),
  ...story.bookings.filter(({ status }) => status === 'booked'),
]

const isAbsent = ({ absences }: Story, coach: string, startsAt: Millis) =>
  absences.some((away) => away.coach === coach && overlaps(away, startsAt, startsAt + sessionMillis))

/** Whether a coach's diary has room for a time, leaving one claim out of account. */
function hasRoom(story: Story, coach: string, time: Range, without?: StoryTime): boolean {
  const { cap } = story.coaches.find(({ id }) => id === coach)!
  const claims = claimsOf(story).filter((claim) => claim.coach === coach && claim !== without)
  return claims.length < cap && claims.every((claim) => !overlaps(time, claim.startsAt, claim.until))
}

export const timeWith = ({ coaches }: Story, coach: string, startsAt: Millis): StoryTime => {
  const endsAt = startsAt + sessionMillis
  return { coach, startsAt, endsAt, until: endsAt + coaches.find(({ id }) => id === coach)!.gapMillis }
}

/** Coaches who may be given for a start, or why nobody; what one keeps oneself and would let go is no hindrance. */
export function whoCan(
  story: Story,
  startsAt: Millis,
  named: string | null,
  without?: StoryTime,
): string[] | 'no-such-slot' | 'slot-taken' {
  if (startsAt < story.now + noticeMillis) return 'no-such-slot'
  const working = story.coaches
    .map(({ id }) => id)
    .filter((id) => (named === null || id === named) && !isAbsent(story, id, startsAt))
  if (working.length === 0) return 'no-such-slot'
  const free = working.filter((id) => {
    const time = timeWith(story, id, startsAt)
    return hasRoom(story, id, { startsAt, endsAt: time.until }, without)
  })
  return free.length > 0 ? free : 'slot-taken'
}

/** What becomes of a hold that somebody wants to book, or to move to: null when it can be had. */
export function whyNotKept(story: Story, hold: StoryHold): string | null {
  if (hold.state === 'used') return 'hold-used: used'
  if (hold.state === 'released') return 'hold-expired: let go'
  if (hold.startsAt <= story.now) return 'hold-expired: begun'
  if (isAbsent(story, hold.coach, hold.startsAt)) return 'hold-expired: absent'
  if (isLive(story, hold)) return null
  const room = hasRoom(story, hold.coach, { startsAt: hold.startsAt, endsAt: hold.until }, hold)
  return room ? null : 'hold-expired: taken since'
}

/** Why a booking cannot be moved or cancelled any more, or null. */
export function whyFixed(story: Story, { status, startsAt }: StoryBooking): 'already-cancelled' | 'too-late' | null {
  if (status === 'cancelled') return 'already-cancelled'
  return startsAt <= story.now ? 'too-late' : null
}
