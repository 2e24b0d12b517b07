import type { Millis } from '#lib/time'

/** Time from startsAt to before endsAt, in epoch milliseconds. */
export type Range = { startsAt: Millis; endsAt: Millis }

/** The same time as the fewest ranges, in order: what overlaps or touches is one, what is empty is gone. */
export function merged(ranges: readonly Range[]): Range[] {
  const sorted = ranges.filter((range) => range.startsAt < range.endsAt).sort((a, b) => a.startsAt - b.startsAt)
  const out: Range[] = []
  for (const { startsAt, endsAt } of sorted) {
    const last = out.at(-1)
    if (last && startsAt <= last.endsAt) last.endsAt = Math.max(last.endsAt, endsAt)
    else out.push({ startsAt, endsAt })
  }
  return out
}

/** What is left of ranges when others are taken out. */
export const without = (ranges: readonly Range[], taken: readonly Range[]): Range[] =>
  taken.reduce<Range[]>((left, hole) => left.flatMap((range) => cut(range, hole)), [...ranges])

/** What of ranges lies inside a window. */
export const within = (ranges: readonly Range[], window: Range): Range[] =>
  ranges
    .map(({ startsAt, endsAt }) => ({
      startsAt: Math.max(startsAt, window.startsAt),
      endsAt: Math.min(endsAt, window.endsAt),
    }))
    .filter((range) => range.startsAt < range.endsAt)

function cut(range: Range, hole: Range): Range[] {
  if (hole.startsAt >= hole.endsAt || hole.endsAt <= range.startsAt || range.endsAt <= hole.startsAt) return [range]
  return [
    { startsAt: range.startsAt, endsAt: hole.startsAt },
    { startsAt: hole.endsAt, endsAt: range.endsAt },
  ].filter((piece) => piece.startsAt < piece.endsAt)
}
