import { isAlone, leastMissed, leastMissedAround } from './choosing.ts'
import { whatIsKnown, type Known, type Sum } from './known.ts'
import { boundsOf, shownAs, type Rule, type Shown } from './rule.ts'

/** A count of what happened, and of how many people it happened to. */
export type Count = { count: number; people: number }

/** Counts and how they add up: a list, a table with margins, or levels of areas. Cells are named by their place. */
export type Tabulation = { cells: readonly Count[]; sums: readonly Sum[] }

/**
 * What may be shown of each cell. Few are hidden, others rounded; then, as long as adding and taking away would say more
 * of a hidden cell than its mark does, more is hidden. What is hidden besides is chosen by what is shown alone: the
 * choice says nothing more of what is not.
 */
export function disclose({ cells, sums }: Tabulation, rule: Rule): Shown[] {
  const shown = cells.map(({ count, people }) => shownAs(count, people, rule))
  for (const cell of dominant(cells, sums, rule)) shown[cell] = rule.mark
  for (;;) {
    const more = nextToHide(shown, sums, rule)
    if (more === null) return shown
    shown[more] = rule.mark
  }
}

/** Parts that hold so much of their group that they are as good as said of everybody in it. */
function dominant(cells: readonly Count[], sums: readonly Sum[], { dominantShare }: Rule): number[] {
  return sums
    .filter(({ values, parts }) => values && parts.length > 1)
    .flatMap(({ parts, total }) =>
      parts.filter((part) => cells[part]!.count > 0 && cells[part]!.count >= dominantShare * cells[total]!.count),
    )
}

/** The next cell that must be hidden for the sake of others; null when nothing hidden can be worked out. */
function nextToHide(shown: readonly Shown[], sums: readonly Sum[], rule: Rule): number | null {
  const open = sums.find((sum) => isAlone(sum, shown)) ?? sums.find((sum) => leavesFew(sum, shown, rule))
  if (open) return leastMissed([open], shown, sums)
  const narrow = narrowed(shown, sums, rule)
  return narrow === undefined ? null : leastMissedAround(narrow, shown, sums)
}

/** Whether what is left of a shown total, its shown parts taken away, is too little for any one of the hidden ones. */
function leavesFew({ total, parts }: Sum, shown: readonly Shown[], rule: Rule): boolean {
  const [all, seen] = [shown[total], parts.map((part) => shown[part]).filter((each) => typeof each === 'number')]
  const hidden = parts.length - seen.length
  if (typeof all !== 'number' || hidden === 0) return false
  const left = seen.reduce((rest, each) => rest - boundsOf(each, rule)[0], boundsOf(all, rule)[1])
  return left - (hidden - 1) < rule.doubt
}

/**
 * A hidden cell of which all sums together say more than its mark: that it cannot reach the doubt that the rule asks for,
 * that it is of few but not of the fewest, or that it is nearly all of its group. Asked twice: where a mark may stand for
 * any number, and, as long as that is possible at all, where every mark stands for few.
 */
function narrowed(shown: readonly Shown[], sums: readonly Sum[], rule: Rule): number | undefined {
  const totals = new Set(sums.map(({ total }) => total))
  const hidden = shown.flatMap((each, cell) => (each === rule.mark ? [cell] : []))
  const inside = hidden.filter((cell) => !totals.has(cell))
  const allHidden = shown.map((each) => (each === 0 ? 0 : rule.mark))
  const fewest = whatIsKnown(allHidden, sums, rule)
  const known = whatIsKnown(shown, sums, rule)
  const open =
    inside.find((cell) => known[cell]![1] < rule.doubt || isLate(known[cell]![0], fewest[cell]![0], rule)) ??
    inside.find((cell) => isNearlyAll(cell, known, sums, rule))
  if (open !== undefined) return open
  const few = whatIsKnown(shown, sums, rule, rule.few)
  if (few.some(([least, most]) => least > most)) return undefined
  return hidden.find((cell) => isLate(few[cell]![0], fewest[cell]![0], rule))
}

/** Whether a count of few is known to be one of the last of them, and more than it must be anyway. */
const isLate = (least: number, fewest: number, { few, choices }: Rule) =>
  least > fewest && least <= few && few - least + 1 < choices

/** Whether it is certain that a cell holds nearly all of its group. */
const isNearlyAll = (cell: number, known: Known, sums: readonly Sum[], { dominantShare }: Rule) =>
  sums.some(
    ({ values, parts, total }) =>
      values && parts.length > 1 && parts.includes(cell) && known[cell]![0] >= dominantShare * known[total]![1],
  )
