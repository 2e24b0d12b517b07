import type { Exception } from './pattern.ts'

/** What is still so of something that was said of some hours of a day: those of which nothing was said later. */
export type StillSo<Said> = { said: Said; left: Pick<Exception, 'startsAt' | 'endsAt'>[] }

/**
 * Of exceptions, in the order in which they were made, what is still so: the last word about an hour holds, and what was said of it before is
 * said no more. Of hours in another zone nothing is taken.
 */
export function lastWords<Said extends Exception>(exceptions: readonly Said[]): StillSo<Said>[] {
  return exceptions
    .map((said, i) => ({
      said,
      left: exceptions
        .slice(i + 1)
        .filter((later) => later.zone === said.zone && later.onDate.equals(said.onDate))
        .reduce((left, later) => left.flatMap((hours) => cut(hours, later)), [hoursOf(said)]),
    }))
    .filter(({ left }) => left.length > 0)
}

const hoursOf = ({ startsAt, endsAt }: Exception) => ({ startsAt, endsAt })

const cut = (hours: { startsAt: number; endsAt: number }, hole: { startsAt: number; endsAt: number }) =>
  [
    { startsAt: hours.startsAt, endsAt: Math.min(hours.endsAt, hole.startsAt) },
    { startsAt: Math.max(hours.startsAt, hole.endsAt), endsAt: hours.endsAt },
  ].filter(({ startsAt, endsAt }) => startsAt < endsAt)
