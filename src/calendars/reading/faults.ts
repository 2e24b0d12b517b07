/** Why a calendar cannot be read. The words that somebody is told are the caller's. */
export const unreadable = ['not-a-calendar', 'event', 'zone', 'too-much'] as const
export type Unreadable = (typeof unreadable)[number]

/** Thrown anywhere in the reading: what cannot be read makes the whole unread, never time that is free. */
export class CannotRead extends Error {
  readonly why: Unreadable
  constructor(why: Unreadable) {
    super(why)
    this.why = why
  }
}
