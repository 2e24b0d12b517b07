import { browserCookie, type Browser } from '#identity'
import type { Visit } from '#web'
import type { RoomPorts } from '../ports.ts'
import { coachesLeftOut, type Asking } from './queries.ts'

/** Coaches who are not offered to a visitor; nobody is asked about a browser that has never been here. */
export const leftOutOf = (
  { db }: Pick<RoomPorts, 'db'>,
  { cookies }: Pick<Visit, 'cookies'>,
  { actor }: Browser,
  asking: Asking,
): Promise<string[]> =>
  cookies[browserCookie] === undefined && asking.place === null && asking.contacts.length === 0
    ? Promise.resolve([])
    : db.withActor(actor, (tx) => coachesLeftOut(tx, asking))
