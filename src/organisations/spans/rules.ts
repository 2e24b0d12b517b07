import { wordsIn } from '#lib/text'

/** A stretch of time in which a service, or all of them, offer nothing or take no new booking. */
export type Span = {
  /** Null means every service. */
  serviceKey: string | null
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  words: string
}

/** What is wrong, and with which of the things said. */
export type Wrong = { field: 'from' | 'until' | 'words'; words: string }

/** How long the words may be: of a closure they are a reason, of a pause what clients read. */
export type SpanKind = 'closure' | 'pause'
export const longestWords: Record<SpanKind, number> = { closure: 200, pause: 300 }

/** Says why a closure or a pause cannot be kept, or null. */
export function whyNotKept(kind: SpanKind, { startsAt, endsAt, words }: Span, now: Temporal.Instant): Wrong | null {
  if (Temporal.Instant.compare(startsAt, endsAt) >= 0)
    return { field: 'until', words: `The ${kind} ends before it starts` }
  if (Temporal.Instant.compare(endsAt, now) <= 0) return { field: 'until', words: `The ${kind} is over already` }
  if (endsAt.since(startsAt).total('hours') > 366 * 24) return { field: 'until', words: `A ${kind} is a year at most` }
  const longest = longestWords[kind]
  const said = wordsIn(words)
  if (said !== '' && said.length <= longest) return null
  return { field: 'words', words: `The ${named[kind]} must be 1 to ${longest} characters` }
}

const named: Record<SpanKind, string> = { closure: 'reason', pause: 'words' }
