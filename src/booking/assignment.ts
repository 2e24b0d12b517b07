/** Somebody free at the chosen time, and how many claims their week already holds. */
export type Free = { coachId: string; number: number; load: number }

/** Why a coach was chosen: enough to choose again and get the same. */
export type Assignment = {
  seed: number
  considered: number
  lowest: number
  shortlist: { number: number; load: number }[]
}

/** Coaches whose week holds fewer than this many claims more than the emptiest week are equal; chance decides between them. */
export const band = 3

const shortlisted = 12

/**
 * Puts coaches who are all free in the order in which they are asked: the least loaded band first, and within a band by
 * chance from the seed. Fairness orders; it never takes anybody's times away. Gives at most twelve.
 */
export function order(free: readonly Free[], seed: number): { coaches: Free[]; assignment: Assignment } {
  const lowest = free.reduce((least, { load }) => Math.min(least, load), Infinity)
  const ranked = first(shortlisted, free, (coach) => ({
    coach,
    level: Math.floor((coach.load - lowest) / band),
    lot: scramble(seed, coach.number),
  })).map(({ coach }) => coach)
  const shortlist = ranked.map(({ number, load }) => ({ number, load }))
  return { coaches: ranked, assignment: { seed, considered: free.length, lowest: free.length ? lowest : 0, shortlist } }
}

type Ranked = { coach: Free; level: number; lot: number }

const before = (a: Ranked, b: Ranked) => (a.level - b.level || a.lot - b.lot || a.coach.number - b.coach.number) < 0

/** The first few in rank, in their order, in one pass: a pool of a thousand is not sorted for the sake of twelve. */
function first(most: number, free: readonly Free[], rank: (coach: Free) => Ranked): Ranked[] {
  const found: Ranked[] = []
  for (const coach of free) {
    const ranked = rank(coach)
    if (found.length === most && !before(ranked, found.at(-1)!)) continue
    let i = found.length
    while (i > 0 && before(ranked, found[i - 1]!)) i--
    found.splice(i, 0, ranked)
    if (found.length > most) found.pop()
  }
  return found
}

/** A lot drawn for a coach: 32 well-mixed bits of seed and number (the finaliser of MurmurHash3). */
function scramble(seed: number, number: number): number {
  let mixed = (seed ^ Math.imul(number, 0x9e3779b1)) >>> 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
