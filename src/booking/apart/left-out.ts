import { browserCookie, type Browser } from '#identity'
import type { Visit } from '#web'
import type { RoomPorts } from '../ports.ts'
import { coachesLeftOut } from './queries.ts'

/** Coaches who are not offered to a visitor; nobody is asked about a browser that has never been here. */
export const leftOutOf = (
  { db }: Pick<RoomPorts, 'db'>,
  { cookies }: Pick<Visit, 'cookies'>,
  { actor }: Browser,
  place: Buffer | null,
): Promise<string[]> =>
  cookies[browserCookie] === undefined && place === null
    ? Promise.resolve([])
    : db.withActor(actor, (tx) => coachesLeftOut(tx, place))
