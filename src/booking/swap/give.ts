import { Undo, worker } from '#lib/door'
import type { Tx } from '#lib/sql'
import { releaseClaims, type Refused } from '#diary'
import { endTasks } from '#tasks'
import { assign, type Asked } from '../assign.ts'
import type { Availability } from '../availability/live.ts'
import { lockCoaches, moveToIn } from '../move.ts'
import { announceClaims, findBooking } from '../queries.ts'
import { stillWaits, wishOf, type RecoveryPorts } from '../rehome/away.ts'
import { alone, type Session } from '../rehome/give-away.ts'
import type { Wish } from '../wish.ts'

/** One session of the two, who is to have it, and what its client asked for. */
type Half = Session & { to: string; wish: Wish; asked?: Asked }
type Pair = readonly [Half, Half]
/** `first`: the diary refuses the first of the two; of the second it is said as of any other. */
type Answer = { kind: 'swapped' | 'settled' } | { kind: 'first'; refused: Refused }

/**
 * Gives two sessions each to the coach of the other, in one transaction: both or neither. Nothing of what either client asked for is
 * left out; the session that each coach gives is no hindrance to the one they get. Gives whether it was done.
 */
export async function swap(
  ports: Pick<RecoveryPorts, 'db' | 'clock' | 'random' | 'textSender'>,
  availability: Availability,
  sessions: readonly [Session, Session],
  stands: (tx: Tx) => Promise<boolean>,
): Promise<boolean> {
  const pair = await halves(ports, availability, sessions)
  if (pair === null) return false
  const [first, second] = pair
  const from = ({ to }: Half) => ({ availability: alone(availability, to), random: ports.random })
  const [at, then] = [first.startsAt.epochMilliseconds, second.startsAt.epochMilliseconds]
  const answer = await assign(from(first), first.wish, at, async (one) => {
    const inner = await assign(from(second), second.wish, then, async (two): Promise<Answer | Refused> =>
      swapIn(
        ports,
        [
          { ...first, asked: one },
          { ...second, asked: two },
        ],
        stands,
      ),
    )
    return inner.kind === 'first' ? (inner as Extract<Answer, { kind: 'first' }>).refused : inner
  })
  return answer.kind === 'swapped'
}

async function halves(
  { db }: Pick<RecoveryPorts, 'db'>,
  availability: Availability,
  [one, other]: readonly [Session, Session],
): Promise<Pair | null> {
  const [mine, theirs] = await db.withActor(worker, async (tx) => [
    await findBooking.one(tx, one.bookingId),
    await findBooking.one(tx, other.bookingId),
  ])
  const [wish, wished] = [mine && wishOf(availability, mine), theirs && wishOf(availability, theirs)]
  if (!wish || !wished) return null
  const half = (session: Session, to: string, asked: Wish, gives: Wish): Half | null =>
    (asked.coachId ?? to) === to
      ? // Whoever interprets is found already, for this time.
        { ...session, to, wish: { ...asked, own: gives.own!, interpreter: false, atOnce: true } }
      : null
  const [first, second] = [half(one, other.coachId, wish, wished), half(other, one.coachId, wished, wish)]
  return first && second && [first, second]
}

/** Locks all that it touches in one order for everybody, lets both times go, and gives both or undoes all. */
const swapIn = async (
  ports: Pick<RecoveryPorts, 'db' | 'clock' | 'textSender'>,
  pair: Pair,
  stands: (tx: Tx) => Promise<boolean>,
): Promise<Answer | Refused> => {
  let givingFirst = true
  const answer = await ports.db.withActor(worker, async (tx): Promise<Answer | Refused> => {
    givingFirst = true
    const claims: string[] = []
    for (const half of pair.toSorted((a, b) => (a.bookingId < b.bookingId ? -1 : 1))) {
      const booking = await stillWaits(tx, half)
      if (booking === null) return { kind: 'settled' }
      claims.push(booking.claimId)
    }
    if (!(await stands(tx))) return { kind: 'settled' }
    await lockCoaches(
      tx,
      pair.map(({ to }) => to),
    )
    await releaseClaims(tx, claims)
    const touched = new Set<string>()
    for (const { bookingId, startsAt, asked } of pair) {
      const by = { kind: 'worker', id: null } as const
      const moved = await moveToIn(tx, ports, bookingId, asked!, startsAt.epochMilliseconds, by, touched)
      if (moved.kind !== 'moved') throw new Undo({ kind: 'settled' })
      await endTasks(tx, bookingId, 're-home', 'done')
      givingFirst = false
    }
    await announceClaims(tx, [...touched].join())
    return { kind: 'swapped' }
  })
  return answer.kind === 'refused' && givingFirst ? { kind: 'first', refused: answer as Refused } : answer
}
