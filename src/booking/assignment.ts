/** Somebody free at the chosen time, and how many claims their week already holds. */
export type Free = { coachId: string; number: number; load: number }

/** Everybody free at a time, told one by one when asked: a large pool is wanted at every hold, and little of it used. */
export type Pool = {
  size: number
  coachId: (i: number) => string
  number: (i: number) => number
  load: (i: number) => number
}

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
export function order(pool: Pool, seed: number): { coaches: Free[]; assignment: Assignment } {
  const loads = Array.from({ length: pool.size }, (_, i) => pool.load(i))
  const lowest = loads.reduce((least, load) => Math.min(least, load), Infinity)
  const found: Ranked[] = []
  for (let i = 0; i < pool.size; i++) {
    const number = pool.number(i)
    const load = loads[i]!
    const level = Math.floor((load - lowest) / band)
    const lot = scramble(seed, number)
    if (found.length < shortlisted || comesBefore(level, lot, number, found.at(-1)!))
      putInOrder(found, { coachId: pool.coachId(i), number, load, level, lot })
  }
  const coaches = found.map(({ coachId, number, load }) => ({ coachId, number, load }))
  const shortlist = coaches.map(({ number, load }) => ({ number, load }))
  const considered = pool.size
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
