import { spanVerb } from './span.ts'

/** `pause list`, `pause add` and `pause end`: when no new booking is taken, whenever its session would be. */
export const pauseVerb = spanVerb('pause', {
  option: 'words',
  help: `Time in which no new booking is taken, of a service or of all of them. Bookings that are made already stand, and are
moved and cancelled as ever.

  pause list         pauses that are not over: id, service, start, end and what clients read
  pause add …        pauses all services, or the one named; says the id. --words are whole sentences, which clients read
                     on the start page and where times would be
  pause end PAUSE    ends a pause now, or takes it back when it has not begun

Times are written with their offset: 2026-12-25T00:00Z.`,
})
