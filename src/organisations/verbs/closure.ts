import { spanVerb } from './span.ts'

/** `closure list`, `closure add` and `closure end`: when nothing is offered, whatever coaches' hours say. */
export const closureVerb = spanVerb('closure', {
  option: 'reason',
  help: `Time in which a service, or all of them, offer nothing. Sessions that are booked already stand.

  closure list           closures that are not over: id, service, start, end and reason
  closure add …          closes all services, or the one named; says the id. Nothing inside is offered from then on
  closure end CLOSURE    ends a closure now, or takes it back when it has not begun

Times are written with their offset: 2026-12-25T00:00Z.`,
})
