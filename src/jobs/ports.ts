/** Says what happened in a fixed word and figures; never a message, which may hold what a person wrote. */
export type JobLog = (event: string, facts: Readonly<Record<string, string | number>>) => void

/** Whoever works; `stop` waits up to 15 seconds for work in hand. */
export type Workers = { stop(): Promise<void> }

export const drainMillis = 15_000
