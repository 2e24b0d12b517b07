import { toInstant, type Millis } from '#lib/time'
import { idOf, type Chance } from '../random.ts'
import { makeClient, type Client } from './clients.ts'
import type { Session } from './timetable.ts'

export type Change = { sequence: number; what: 'booked' | 'moved' | 'cancelled'; at: Millis; startsAt: Millis }

/** A booking as the demonstration writes it, straight to the tables. */
export type DemoBooking = {
  session: Session
  id: string
  claimId: string
  reference: string
  status: 'booked' | 'cancelled' | 'fulfilled' | 'noshow'
  madeAt: Millis
  cancelledAt: Millis | null
  cancelledBy: 'client' | 'coach' | null
  client: Client
  adjustments: string[]
  verified: boolean
  changes: Change[]
}

/** A booking for each session, told from a moment: what has been is done, missed or cancelled, what comes is booked. */
export function bookingsFor(sessions: readonly Session[], now: Millis, chance: Chance): DemoBooking[] {
  const seen: Seen[] = []
  return sessions.map((session, n) => {
    const madeAt = madeBefore(session, now, chance)
    const known = comesBack(seen, madeAt, chance) ?? { client: makeClient(seen.length, chance), freeFrom: 0 }
    if (!seen.includes(known)) seen.push(known)
    known.freeFrom = session.endsAt
    const status = statusOf(session, now, chance)
    const cancelledAt = status === 'cancelled' ? between(madeAt, Math.min(now, session.startsAt), chance) : null
    return {
      session,
      id: idOf('booking', session.coach.id, session.startsAt),
      claimId: idOf('claim', session.coach.id, session.startsAt),
      reference: referenceOf(n, chance),
      status,
      madeAt,
      cancelledAt,
      cancelledBy: cancelledAt === null ? null : chance.happens(0.9) ? 'client' : 'coach',
      client: known.client,
      adjustments: adjustmentsOf(session, chance),
      verified: chance.happens(0.3),
      changes: changesOf(session, madeAt, cancelledAt, chance),
    }
  })
}

type Seen = { client: Client; freeFrom: Millis }

/** One booking in four is by somebody whose earlier session was over when it was made. */
function comesBack(seen: readonly Seen[], madeAt: Millis, chance: Chance): Seen | undefined {
  const free = chance.happens(0.25) ? seen.filter(({ freeFrom }) => freeFrom < madeAt) : []
  return free.length ? chance.one(free) : undefined
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

/** Half of the bookings are made less than two and a half days ahead, none more than four weeks, all in the past. */
function madeBefore({ startsAt }: Session, now: Millis, chance: Chance): Millis {
  const bell = Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next())
  const ahead = Math.min(27 * day, Math.max(45 * minute, 60 * hour * Math.exp(bell)))
  const made = Math.round((startsAt - ahead) / 1_000) * 1_000
  return made < now - 5 * minute ? made : now - chance.whole(5 * 60, 8 * 60 * 60) * 1_000
}

function statusOf({ startsAt, endsAt, sure }: Session, now: Millis, chance: Chance): DemoBooking['status'] {
  const fate = chance.next()
  if (sure || (startsAt <= now && now < endsAt)) return 'booked'
  if (endsAt <= now) return fate < 0.06 ? 'noshow' : fate < 0.14 ? 'cancelled' : 'fulfilled'
  return fate < 0.05 ? 'cancelled' : 'booked'
}

const between = (from: Millis, until: Millis, chance: Chance): Millis =>
  from + Math.floor((chance.next() * Math.max(0, until - from)) / 1_000) * 1_000

/** Two letters from the number keep references apart; the rest is chance. */
function referenceOf(n: number, chance: Chance): string {
  const own = alphabet[Math.floor(n / alphabet.length) % alphabet.length]! + alphabet[n % alphabet.length]!
  return own + Array.from({ length: 6 }, () => chance.one([...alphabet])).join('')
}

const adjustmentsOf = ({ mode }: Session, chance: Chance): string[] =>
  chance.happens(0.07) ? [mode === 'video' ? chance.one(['captions', 'chat', 'companion']) : 'companion'] : []

function changesOf(session: Session, madeAt: Millis, cancelledAt: Millis | null, chance: Chance): Change[] {
  const { startsAt, sure } = session
  const moved = cancelledAt === null && !sure && chance.happens(0.06)
  const booked: Change = { sequence: 0, what: 'booked', at: madeAt, startsAt: moved ? startsAt + day : startsAt }
  if (moved) return [booked, { sequence: 1, what: 'moved', at: madeAt + 4 * minute, startsAt }]
  if (cancelledAt !== null) return [booked, { sequence: 1, what: 'cancelled', at: cancelledAt, startsAt }]
  return [booked]
}

/** The moment as the database takes it. */
export const said = (at: Millis) => toInstant(at).toString()
