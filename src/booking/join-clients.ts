import { worker, type Db } from '#lib/door'
import { record } from '#audit'
import type { KeyHolder } from '#vault'
import { forgetJoined, passTo, toJoin } from './join-queries.ts'
import { resealed } from './sealed.ts'

export type JoinPorts = { db: Db; vault: Pick<KeyHolder, 'unwrap'> }

/**
 * Passes bookings to the client who proved the contact that they were made under: what is sealed is sealed anew under that
 * client's key, and the key of whoever turned out to be the same person is destroyed. May be run again at any time.
 */
export async function joinClients({ db, vault }: JoinPorts, contactIds: readonly string[]): Promise<void> {
  for (const contactId of contactIds)
    await db.withActor(worker, async (tx) => {
      const rows = await toJoin(tx, contactId)
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
        const now = resealed(from, to, id, sealed)
        await passTo(
          tx,
          id,
          joinedTo,
          now.sealedAdjustments,
          now.sealedName,
          now.sealedEmail,
          now.sealedPhone,
          now.sealedSessionPhone,
        )
        await record(tx, { verb: 'booking.joined', subjectKind: 'booking', subjectId: id, actorKind: 'worker' })
      }
      for (const clientId of new Set(rows.map((row) => row.clientId))) await forgetJoined(tx, clientId)
    })
}
