import { CannotRead } from './faults.ts'

/** Counts work, and ends it where a calendar asks for more than any person's could. */
export type Spend = { step(times?: number): void; take(times?: number): void }

/** `steps` are looks at a period of a rule; `takes` are times that come of it. */
export function spendAtMost(steps: number, takes: number): Spend {
  const limited = (most: number) => {
    let left = most
    return (times = 1) => {
      if ((left -= times) < 0) throw new CannotRead('too-much')
    }
  }
  return { step: limited(steps), take: limited(takes) }
}
