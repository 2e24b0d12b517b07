import { fullWhenWords, timeWords } from '#lib/time'

/** A session whose coach is away, as the page of recovery has it. */
export type Recovered = {
  wasAt: Temporal.Instant
  isAt: Temporal.Instant
  coach: string
  offersUntil: Temporal.Instant | null
  toldAt: Temporal.Instant | null
  settledAt: Temporal.Instant | null
  outcome: string | null
  kept: number
}

/** What became of it, or how far it has come. */
export function stateWords({ isAt, coach, offersUntil, toldAt, settledAt, outcome, kept }: Recovered): string {
  if (settledAt === null) {
    if (toldAt !== null)
      return `The client was asked: ${kept} ${kept === 1 ? 'time is' : 'times are'} kept until ${timeWords(offersUntil!)}`
    return offersUntil === null ? 'Another coach is looked for' : 'Other times are being kept'
  }
  const settled: Readonly<Record<string, string>> = {
    reassigned: `With ${coach} at the same time`,
    chosen: `The client chose ${fullWhenWords(isAt)}, with ${coach}`,
    moved: `Moved to ${fullWhenWords(isAt)}, with ${coach}`,
    cancelled: 'Cancelled, with an apology. Somebody calls',
    'let-go': 'Cancelled by the client or the coach',
    stands: 'Stands: the coach was back in time',
    'under-way': 'Had begun already. Somebody calls',
  }
  return settled[outcome ?? ''] ?? 'Stands: the coach was back before anybody was asked'
}

/** Whether there is nothing more to do by itself. */
export const isSettled = ({ settledAt }: Pick<Recovered, 'settledAt'>): boolean => settledAt !== null
