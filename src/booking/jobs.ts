import type { Clock } from '#lib/clock'
import { worker, type Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import { cancelIn } from './cancel.ts'
import { forgetAnswers } from './gaps/queries.ts'
import { announceClaims, lockBooking } from './queries.ts'
import { blankNumbers, dropHolds, dueForRelease, forgetHolds, forgetPeople } from './tidy-queries.ts'
import { dropClaims, releaseClaims } from '#diary'

type Ports = { db: Db; clock: Clock; textSender: boolean }

/**
 * Lets go of further appointments whose half hour is over without the code, each in a transaction of its own, and says
 * how many. One that is kept or corrected in between stays.
 */
export async function releaseUnverified({ db, ...ports }: Ports): Promise<number> {
  const due = await db.withActor(worker, (tx) => dueForRelease(tx))
  let released = 0
  for (const { id } of due) if (await db.withActor(worker, (tx) => releaseIn(tx, ports, id))) released++
  return released
}

async function releaseIn(tx: Tx, ports: Omit<Ports, 'db'>, id: string): Promise<boolean> {
  const booking = await lockBooking.one(tx, id)
  if (!booking?.toRelease) return false
  const done = await cancelIn(tx, ports, id, 'unverified', { kind: 'worker', id: null })
  if (done.kind !== 'cancelled' || done.again) return false
  await announceClaims(tx, done.coachId)
  return true
}

/**
 * Forgets holds that ran out an hour ago (their rows a day later), numbers to ring a day after the session, and people
 * two years after it.
 */
export async function tidy({ db }: Pick<Ports, 'db'>): Promise<void> {
  await db.withActor(worker, async (tx) => {
    const old = await forgetHolds(tx)
    if (old.length > 0)
      await releaseClaims(
        tx,
        old.map(({ claimId }) => claimId),
      )
    await dropClaims(
      tx,
      (await dropHolds(tx)).map(({ claimId }) => claimId),
    )
    await blankNumbers(tx)
    await forgetPeople(tx)
    await forgetAnswers(tx)
  })
}
