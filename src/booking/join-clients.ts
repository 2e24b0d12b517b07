import { worker, type Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import { record } from '#audit'
import type { KeyHolder } from '#vault'
import { clashes } from './queries.ts'
import { allOf, forgetJoined, passTo, toJoin } from './join-queries.ts'
import { resealed } from './sealed.ts'

export type JoinPorts = { db: Db; vault: Pick<KeyHolder, 'unwrap'> }

/**
 * Brings bookings to the account that they passed to: what is sealed is sealed anew under that client's key, and the key of whoever
 * turned out to be the same person is destroyed. One at the time of another of theirs stays where it is. May be run again at
 * any time.
 */
export async function joinClients({ db, vault }: JoinPorts, contactIds: readonly string[]): Promise<void> {
  for (const contactId of contactIds)
    await db.withActor(worker, async (tx) => pass(tx, vault, await toJoin(tx, contactId)))
}

/** Passes all bookings of one account to another, whose owner it has too; lets go of the one that is empty then. */
export async function joinAccount(tx: Tx, vault: JoinPorts['vault'], from: string, to: string): Promise<void> {
  await pass(tx, vault, await allOf(tx, from, to))
  await forgetJoined(tx, from, to)
}

async function pass(tx: Tx, vault: JoinPorts['vault'], rows: Awaited<ReturnType<typeof toJoin>>): Promise<void> {
  const ring = await vault.unwrap(
    rows.flatMap(({ clientId, joinedTo }) =>
      [clientId, joinedTo].map((subject) => ({ subject, purpose: 'contact' as const })),
    ),
    worker,
  )
  for (const { id, clientId, joinedTo, ...sealed } of rows) {
    const [from, to] = [ring.of(clientId, 'contact'), ring.of(joinedTo, 'contact')]
    // One of the two was erased meanwhile: there is nobody to join.
    if (!from || !to) continue
    // Nobody is in two places at once: this one stays under a client of its own.
    if ((await clashes.one(tx, id, joinedTo, null, null))!.yes) continue
    const now = resealed(from, to, id, sealed)
    const { sealedAdjustments, sealedName, sealedEmail, sealedPhone, sealedSessionPhone } = now
    await passTo(tx, id, joinedTo, sealedAdjustments, sealedName, sealedEmail, sealedPhone, sealedSessionPhone)
    await record(tx, { verb: 'booking.same-person', subjectKind: 'booking', subjectId: id, actorKind: 'worker' })
  }
  for (const [clientId, joinedTo] of new Map(rows.map((row) => [row.clientId, row.joinedTo])))
    await forgetJoined(tx, clientId, joinedTo)
}
