/** Somebody free at the chosen time, and how many claims their week already holds. */
export type Free = { coachId: string; number: number; load: number }

/** Everybody free at a time, column by column: a large pool is asked for at every hold. */
export type Pool = { coachIds: readonly string[]; numbers: readonly number[]; loads: readonly number[] }

/** Why a coach was chosen: enough to choose again and get the same. */
export type Assignment = {
  seed: number
  considered: number
  lowest: number
  shortlist: { number: number; load: number }[]
}

/**
 * Coaches whose week holds fewer than this many claims more than the emptiest week are equal; chance decides between
 * them.
 */
export const band = 3

const shortlisted = 12

/**
 * Puts coaches who are all free in the order in which they are asked: the least loaded band first, and within a band by
 * chance from the seed. Fairness orders; it never takes anybody's times away. Gives at most twelve.
 */
export function order({ coachIds, numbers, loads }: Pool, seed: number): { coaches: Free[]; assignment: Assignment } {
  let lowest = Infinity
  for (const load of loads) if (load < lowest) lowest = load
  const found: Ranked[] = []
  for (let i = 0; i < numbers.length; i++) {
    const level = Math.floor((loads[i]! - lowest) / band)
    const lot = scramble(seed, numbers[i]!)
    const last = found.at(-1)
    if (found.length < shortlisted || comesBefore(level, lot, numbers[i]!, last!))
      putInOrder(found, { coachId: coachIds[i]!, number: numbers[i]!, load: loads[i]!, level, lot })
  }
  const coaches = found.map(({ coachId, number, load }) => ({ coachId, number, load }))
  const shortlist = coaches.map(({ number, load }) => ({ number, load }))
  const considered = numbers.length
  return { coaches, assignment: { seed, considered, lowest: considered > 0 ? lowest : 0, shortlist } }
}

type Ranked = Free & { level: number; lot: number }

const comesBefore = (level: number, lot: number, number: number, other: Ranked) =>
  (level - other.level || lot - other.lot || number - other.number) < 0

/** Keeps the first few in rank: a pool of a thousand is not sorted for the sake of twelve. */
function putInOrder(found: Ranked[], one: Ranked) {
  let i = found.length
  while (i > 0 && comesBefore(one.level, one.lot, one.number, found[i - 1]!)) i--
  found.splice(i, 0, one)
  if (found.length > shortlisted) found.pop()
}

/** A lot drawn for a coach: 32 well-mixed bits of seed and number (the finaliser of MurmurHash3). */
function scramble(seed: number, number: number): number {
  let mixed = (seed ^ Math.imul(number, 0x9e3779b1)) >>> 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
