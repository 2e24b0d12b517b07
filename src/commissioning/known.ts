import { boundsOf, type Rule, type Shown } from './rule.ts'

/**
 * That one cell counts what its parts count together. `values` says that the parts are what members of one group did, so
 * that a part which is nearly all of them says it of each of them.
 */
export type Sum = { total: number; parts: readonly number[]; values: boolean }

/** From the least to the most that each cell can be. */
export type Known = readonly (readonly [number, number])[]

/** From the least to the most that each cell can be, worked out from all that is shown and from how it adds up. */
export function whatIsKnown(shown: readonly Shown[], sums: readonly Sum[], rule: Rule, mostHidden = Infinity): Known {
  const least = shown.map((each) => (typeof each === 'number' ? boundsOf(each, rule)[0] : 1))
  const most = shown.map((each) => (typeof each === 'number' ? boundsOf(each, rule)[1] : mostHidden))
  for (let changed = true; changed;) {
    changed = false
    if (least.some((each, cell) => each > most[cell]!)) break
    const raise = (cell: number, to: number) => {
      if (to > least[cell]!) [least[cell], changed] = [to, true]
    }
    const lower = (cell: number, to: number) => {
      if (to < most[cell]!) [most[cell], changed] = [to, true]
    }
    for (const { total, parts } of sums) {
      const [low, high] = [sumOf(parts, least), sumOf(parts, most)]
      raise(total, low)
      lower(total, high)
      for (const part of parts) {
        raise(part, least[total]! - without(high, most[part]!, parts, most, part))
        lower(part, most[total]! - (low - least[part]!))
      }
    }
  }
  return least.map((each, cell) => [each, most[cell]!] as const)
}

const sumOf = (cells: readonly number[], of: readonly number[]) => cells.reduce((sum, cell) => sum + of[cell]!, 0)

/** A sum without one of its parts, where either may have no bound. */
function without(sum: number, its: number, parts: readonly number[], of: readonly number[], part: number): number {
  return sum === Infinity
    ? sumOf(
        parts.filter((each) => each !== part),
        of,
      )
    : sum - its
}
