/** Hours or an absence in words, with what names it in an address. */
export type Line = { id: string; words: string }

/** A day that differs, and what takes it back. */
export type DayLine = { onDate: Temporal.PlainDate; words: string; path: string; on: string | null }
