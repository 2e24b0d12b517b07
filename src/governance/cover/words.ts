/** How far a session has come that its coach cannot hold, as its provider may know it. */
export type ProviderRow = {
  why: string
  settledAt: Temporal.Instant | null
  outcome: string | null
  /** The client was asked, or somebody was chosen. */
  asked: boolean
  /** Who has it now: empty for a coach of another provider, null where that is the same coach or nobody. */
  holder: string | null
}

export const isSettled = ({ settledAt }: Pick<ProviderRow, 'settledAt'>): boolean => settledAt !== null

export function providerWords({ why, settledAt, outcome, asked, holder }: ProviderRow): string {
  const who = holder || 'a coach of another provider'
  if (settledAt === null) {
    if (why === 'unacknowledged') return 'Its coach has not said that they will be there'
    if (why === 'cover') return asked ? 'Somebody takes it' : 'Cover is asked for'
    return asked ? 'The client was asked to choose another time' : 'Another coach or time is looked for'
  }
  if (why === 'cover') return `With ${who}`
  const settled: Readonly<Record<string, string>> = {
    reassigned: `With ${who} at the same time`,
    chosen: 'Moved to another time',
    moved: 'Moved to another time',
    cancelled: 'Cancelled, with an apology',
    'let-go': 'Cancelled by the client or the coach',
    'under-way': 'Had begun already',
  }
  return settled[outcome ?? ''] ?? 'Stands: the coach was back in time'
}
