import type { Sum } from './known.ts'
import type { Shown } from './rule.ts'

/** Whether exactly one cell of a sum is hidden, so that it is what is left of the others; or would be, were one more. */
export const isAlone = ({ total, parts }: Sum, shown: readonly Shown[], more = -1) =>
  [total, ...parts].filter((cell) => cell === more || typeof shown[cell] !== 'number').length === 1

/** The cell of some sums that is missed least: a part that is shown and not nothing, else a total. */
export function leastMissed(of: readonly Sum[], shown: readonly Shown[], sums: readonly Sum[]): number | null {
  const parts = of.flatMap((sum) => sum.parts)
  const totals = of.map(({ total }) => total)
  return byCost(parts, shown, sums)[0] ?? byCost(totals, shown, sums)[0] ?? null
}

/** As `leastMissed`, in the sums that a cell is in; where they have nothing left, in those that these lead to. */
export function leastMissedAround(cell: number, shown: readonly Shown[], sums: readonly Sum[]): number | null {
  let reached = new Set([cell])
  for (;;) {
    const near = sums.filter(({ total, parts }) => [total, ...parts].some((each) => reached.has(each)))
    const found = leastMissed(near, shown, sums)
    const wider = new Set([...reached, ...near.flatMap(({ total, parts }) => [total, ...parts])])
    if (found !== null || wider.size === reached.size) return found
    reached = wider
  }
}

/** What is shown of some cells and is not nothing, what is missed least first. */
const byCost = (cells: readonly number[], shown: readonly Shown[], sums: readonly Sum[]) =>
  candidates(cells, shown)
    .map((cell) => ({ cell, cost: cost(cell, shown, sums) }))
    .sort((a, b) => a.cost - b.cost || a.cell - b.cell)
    .map(({ cell }) => cell)

/** How much is lost with a cell: its number, and that of the least that must go with it where it would be hidden alone. */
const cost = (cell: number, shown: readonly Shown[], sums: readonly Sum[]) =>
  sums
    .filter((sum) => isAlone(sum, shown, cell))
    .map(({ parts, total }) => candidates([...parts, total], shown).filter((other) => other !== cell))
    .reduce((sum, others) => sum + Math.min(...others.map((other) => size(other, shown)), 1e9), size(cell, shown))

const candidates = (cells: readonly number[], shown: readonly Shown[]) => cells.filter((cell) => size(cell, shown) > 0)

const size = (cell: number, shown: readonly Shown[]) => {
  const here = shown[cell]
  return typeof here === 'number' ? here : 0
}
