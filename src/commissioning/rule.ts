/** What a table may be split by for readers outside. Nothing below a board: no practice, no network, no employer. */
export type Dimension = 'service' | 'board' | 'region' | 'role-group'

/** A rule of disclosure as data. Its name goes with every edition: a change of any figure is a new name. */
export type Rule = {
  name: string
  /** Counts from 1 to this are never shown. */
  few: number
  /** What a hidden count must possibly reach, for all that can be worked out. */
  doubt: number
  /** How many numbers at least a hidden count of few can be, for all that can be worked out. */
  choices: number
  /** What stands where nothing may be shown. */
  mark: '*'
  /** All other counts are shown to the nearest of these; odd, so that no count lies half-way. */
  step: number
  /** The share of its group from which one value is as good as said of everybody in it. */
  dominantShare: number
  /** What a table may be split by, beside its quarter. */
  dimensions: readonly Dimension[]
  mostDimensions: number
}

/** For commissioners and everybody else outside: the profile `lay_commissioner` of disclosure_rules.json, and dominance. */
export const layCommissioner: Rule = {
  name: 'lay_commissioner-1',
  few: 7,
  doubt: 10,
  choices: 4,
  mark: '*',
  step: 5,
  dominantShare: 0.9,
  dimensions: ['service', 'board', 'region', 'role-group'],
  mostDimensions: 2,
}

/** Says why a table may not be split so, or null when it may. */
export function whyNotSplit(by: readonly string[], { dimensions, mostDimensions }: Rule): string | null {
  if (by.length > mostDimensions) return `no more than ${mostDimensions} dimensions beside the quarter`
  if (new Set(by).size < by.length) return 'a dimension twice'
  const odd = by.find((each) => !(dimensions as readonly string[]).includes(each))
  return odd === undefined ? null : `not by ${odd}`
}

/** What a reader can know of a count from what is shown, the hidden ones apart: from the least to the most. */
export function boundsOf(shown: number, { few, step }: Rule): readonly [number, number] {
  if (shown === 0) return [0, 0]
  const slack = (step - 1) / 2
  return [Math.max(few + 1, shown - slack), shown + slack]
}

/** A count as it may stand beside others, or the mark where it is of too few. */
export function shownAs(count: number, people: number, { few, mark, step }: Rule): Shown {
  const small = (n: number) => n >= 1 && n <= few
  return small(count) || small(people) ? mark : Math.round(count / step) * step
}

/** A count for readers outside: to the nearest step, or hidden. */
export type Shown = number | '*'
