/** Gives the present instant. Handed in, never reached for, so that tests say what time it is. */
export type Clock = () => Temporal.Instant

export const systemClock: Clock = () => Temporal.Now.instant()
