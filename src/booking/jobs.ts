import type { Clock } from '#lib/clock'
import { worker, type Db } from '#lib/door'
import { query, text } from '#lib/sql'
import { cancelIn } from './cancel.ts'
import { blankNumbers, dropHolds, dueForRelease, forgetHolds, forgetPeople } from './queries.ts'
import { dropClaims, releaseClaims } from '#diary'

/** Lets go of further appointments whose half hour is over without the code. Each in a transaction of its own. */
export async function releaseUnverified({ db, clock }: { db: Db; clock: Clock }): Promise<number> {
  const due = await db.withActor(worker, (tx) => dueForRelease(tx))
  for (const { id } of due) {
    await db.withActor(worker, async (tx) => {
      const done = await cancelIn(tx, { clock }, id, 'unverified', 'worker')
      if (done.kind === 'cancelled') await announceClaims(tx, done.coachId)
    })
  }
  return due.length
}

/** Forgets holds that ran out an hour ago (their rows a day later), numbers to ring a day after the session, and people two years after it. */
export async function tidy({ db }: { db: Db }): Promise<void> {
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
  })
}

/** Tells every web process that a coach's claims have changed. Only rare work does: it makes commits wait in line. */
const announceClaims = query({ said: text }, `select pg_notify('claims', $1)::text as said`)
