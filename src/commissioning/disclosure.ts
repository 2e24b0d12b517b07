import { boundsOf, shownAs, type Rule, type Shown } from './rule.ts'

/** A count of what happened, and of how many people it happened to. */
export type Count = { count: number; people: number }

/**
 * That one cell counts what its parts count together. `values` says that the parts are what members of one group did, so
 * that a part which is nearly all of them says it of each of them.
 */
export type Sum = { total: number; parts: readonly number[]; values: boolean }

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
  const alone = sums.find((sum) => isAlone(sum, shown))
  if (alone) return choose([alone], shown, sums)
  const open = narrowed(shown, sums, rule)
  return open === undefined ? null : chooseAround(open, shown, sums)
}

/**
 * A hidden cell of which the sums say more than its mark: that it is of few but not of the fewest, that it cannot reach
 * the doubt that the rule asks for, or that it is nearly all of its group. Asked twice: where a mark may stand for any
 * number, and, as long as that is possible at all, where every mark stands for few.
 */
function narrowed(shown: readonly Shown[], sums: readonly Sum[], rule: Rule): number | undefined {
  const totals = new Set(sums.map(({ total }) => total))
  const hidden = shown.flatMap((each, cell) => (each === rule.mark ? [cell] : []))
  const inside = hidden.filter((cell) => !totals.has(cell))
  const fewest = whatIsKnown(
    shown.map((each) => (each === 0 ? 0 : rule.mark)),
    sums,
    rule,
  )
  const known = whatIsKnown(shown, sums, rule)
  const open =
    inside.find((cell) => {
      const [least, most] = known[cell]!
      return (least > fewest[cell]![0] && least <= rule.few) || most < rule.doubt
    }) ?? inside.find((cell) => isNearlyAll(cell, known, sums, rule))
  if (open !== undefined) return open
  const allFew = whatIsKnown(shown, sums, rule, rule.few)
  if (allFew.some(([least, most]) => least > most)) return undefined
  return hidden.find((cell) => allFew[cell]![0] > fewest[cell]![0])
}

/** Whether it is certain that a cell holds nearly all of its group. */
const isNearlyAll = (cell: number, known: Known, sums: readonly Sum[], { dominantShare }: Rule) =>
  sums.some(
    ({ values, parts, total }) =>
      values && parts.length > 1 && parts.includes(cell) && known[cell]![0] >= dominantShare * known[total]![1],
  )

/** Whether exactly one cell of a sum is hidden, so that it is what is left of the others; or would be, were one more. */
const isAlone = ({ total, parts }: Sum, shown: readonly Shown[], more = -1) =>
  [total, ...parts].filter((cell) => cell === more || typeof shown[cell] !== 'number').length === 1

/**
 * The cell that is missed least: a part that is shown and not nothing, else a total; of these one that leaves the fewest
 * cells hidden alone, and then the smallest.
 */
function choose(of: readonly Sum[], shown: readonly Shown[], sums: readonly Sum[]): number | null {
  const size = (cell: number) => shown[cell] as number
  const leftAlone = (cell: number) => sums.filter((sum) => isAlone(sum, shown, cell)).length
  const least = (cells: readonly number[]) =>
    cells
      .filter((cell) => typeof shown[cell] === 'number' && shown[cell] > 0)
      .map((cell) => ({ cell, alone: leftAlone(cell), size: size(cell) }))
      .sort((a, b) => a.alone - b.alone || a.size - b.size || a.cell - b.cell)[0]?.cell
  return least(of.flatMap(({ parts }) => parts)) ?? least(of.map(({ total }) => total)) ?? null
}

/** As `choose`, among the sums that a cell is in; where they have nothing left, among those that these lead to. */
function chooseAround(cell: number, shown: readonly Shown[], sums: readonly Sum[]): number | null {
  const reached = new Set([cell])
  for (let before = 0; before < reached.size;) {
    before = reached.size
    const near = sums.filter(({ total, parts }) => [total, ...parts].some((each) => reached.has(each)))
    const found = choose(near, shown, sums)
    if (found !== null) return found
    for (const { total, parts } of near) for (const each of [total, ...parts]) reached.add(each)
  }
  return null
}

/** From the least to the most that each cell can be. */
type Known = readonly (readonly [number, number])[]

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
