import { civilDate, startOfDay } from '#lib/time'

/** How long what an address said counts, and how long a file does. */
export const addressHours = 24
export const fileHours = 28 * 24
export const everyMinutes = 15
const longestWait = 6 * 60
const endingHours = 7 * 24

/** How long to wait after so many failures in a row: ever longer, and never so long that a day holds no further try. */
export const minutesUntilNext = (failures: number): number =>
  Math.min(everyMinutes * 2 ** Math.min(failures, 10), longestWait)

/**
 * From when until when a calendar is asked about: as far as anybody can book, for as long as the answer counts. A file counts
 * for longest.
 */
export function windowFrom(now: Temporal.Instant, windowDays: number) {
  const today = civilDate(now)
  const until = today.add({ days: windowDays + fileHours / 24 + 3 })
  return { from: startOfDay(today), until: startOfDay(until) }
}

/** How a coach's own calendar stands. */
export type Standing =
  /** It has not been read yet; nobody new can book. With `fault`, it was tried. */
  | { kind: 'unread'; fault: string | null }
  | { kind: 'read'; readAt: Temporal.Instant }
  /** What was read last still counts. */
  | { kind: 'failing'; readAt: Temporal.Instant; fault: string; until: Temporal.Instant }
  /** A file will soon be too old. */
  | { kind: 'ending'; until: Temporal.Instant }
  /** It is too old; nobody new can book. */
  | { kind: 'closed'; readAt: Temporal.Instant; fault: string | null; isFile: boolean }

type Known = {
  kind: string
  readAt: Temporal.Instant | null
  fault: string | null
  countsUntil: Temporal.Instant
}

export function standingOf({ kind, readAt, fault, countsUntil: until }: Known, now: Temporal.Instant): Standing {
  if (!readAt) return { kind: 'unread', fault }
  const hoursLeft = until.since(now).total('hours')
  const isFile = kind === 'file'
  if (hoursLeft <= 0) return { kind: 'closed', readAt, fault, isFile }
  if (isFile && hoursLeft <= endingHours) return { kind: 'ending', until }
  return fault === null ? { kind: 'read', readAt } : { kind: 'failing', readAt, fault, until }
}
