import type { Instant } from './civil.ts'
import { CannotRead } from './faults.ts'

/** Time from startsAt to before endsAt, in epoch milliseconds. */
export type Stretch = { startsAt: Instant; endsAt: Instant }

export const quarter = 900_000
/** More than anybody's days have. */
export const mostStretches = 5_000

/**
 * Stretches of time as whole quarters of an hour inside a window; sorted, none touching. Sessions start on quarters, so that
 * nothing is lost, and what we keep of somebody's time is less exact than what they wrote.
 */
export function joined(stretches: readonly Stretch[], { from, until }: { from: Instant; until: Instant }): Stretch[] {
  const sorted = stretches
    .filter(({ startsAt, endsAt }) => startsAt < endsAt)
    .map(({ startsAt, endsAt }) => ({
      startsAt: Math.max(Math.floor(startsAt / quarter) * quarter, from),
      endsAt: Math.min(Math.ceil(endsAt / quarter) * quarter, until),
    }))
    .filter(({ startsAt, endsAt }) => startsAt < endsAt)
    .sort((a, b) => a.startsAt - b.startsAt)
  const out: Stretch[] = []
  for (const { startsAt, endsAt } of sorted) {
    const last = out.at(-1)
    if (last && startsAt <= last.endsAt) last.endsAt = Math.max(last.endsAt, endsAt)
    else out.push({ startsAt, endsAt })
  }
  if (out.length > mostStretches) throw new CannotRead('too-much')
  return out
}
