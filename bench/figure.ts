/** One line of the output. `must` and `aim` are null for what is only told. */
export type Figure = {
  bench: string
  stat: string
  figure: number
  unit: string
  must: number | null
  aim: number | null
  pass: boolean
}

/** What a benchmark calls for each figure, as soon as it has it. */
export type Say = (stat: string, figure: number, unit: string, bounds?: Bounds) => void
/** A figure passes at or below `must`; with `least`, at or above it; with `exactly`, at it. */
export type Bounds = { must: number; aim?: number; kind?: 'most' | 'least' | 'exactly' }

/** Judges a figure. */
export function figureOf(bench: string, stat: string, figure: number, unit: string, bounds?: Bounds): Figure {
  const said = { bench, stat, figure: round(figure), unit }
  if (!bounds) return { ...said, must: null, aim: null, pass: true }
  const { must, aim = null, kind = 'most' } = bounds
  return { ...said, must, aim, pass: { most: figure <= must, least: figure >= must, exactly: figure === must }[kind] }
}

/** The value below which this share of the sorted-or-not values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(Math.ceil(sorted.length * share) - 1, sorted.length - 1)] ?? Number.NaN
}

/** Milliseconds that each of `times` runs took. What a run is prepared with does not count. */
export function timed(times: number, prepare: (i: number) => () => unknown): number[] {
  return Array.from({ length: times }, (_, i) => {
    const work = prepare(i)
    const began = performance.now()
    work()
    return performance.now() - began
  })
}

const round = (figure: number) => Number(figure.toPrecision(4))
