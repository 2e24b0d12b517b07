import { worker } from '#lib/door'
import type { Tx } from '#lib/sql'
import { record } from '#audit'
import type { KeyHolder } from '#vault'
import { resealed } from './sealed.ts'
import { bookingsForContact, bookingsOf, dropJoined, giveBooking } from './client-queries.ts'

type Vault = Pick<KeyHolder, 'unwrap'>
type Moving = Awaited<ReturnType<typeof bookingsForContact>>[number]

/**
 * Gives the client who proved a contact the bookings that were made under it by somebody of whom nothing else is known:
 * sealed anew for them, and the other's key destroyed. Saying it twice is harmless.
 */
export async function joinBookings(tx: Tx, vault: Vault, contactId: string): Promise<void> {
  await give(tx, vault, await bookingsForContact(tx, contactId))
}

/** Gives all bookings of one client to another, whose account it is too. */
export async function joinClients(tx: Tx, vault: Vault, from: string, to: string): Promise<void> {
  await give(tx, vault, await bookingsOf(tx, from, to))
}

async function give(tx: Tx, vault: Vault, moving: readonly Moving[]): Promise<void> {
  if (moving.length === 0) return
  const clients = new Set(moving.flatMap(({ from, to }) => [from, to]))
  const ring = await vault.unwrap(
    [...clients].map((subject) => ({ subject, purpose: 'contact' as const })),
    worker,
  )
  for (const row of moving) {
    const [from, to] = [ring.of(row.from, 'contact'), ring.of(row.to, 'contact')]
    if (!from || !to) throw new Error('A booking cannot be given on without both keys')
    const cells = resealed(from, to, row.id, row)
    const { sealedAdjustments, sealedName, sealedEmail, sealedPhone, sealedSessionPhone } = cells
    await giveBooking(tx, row.id, row.to, sealedAdjustments, sealedName, sealedEmail, sealedPhone, sealedSessionPhone)
  }
  for (const [from, [row]] of Map.groupBy(moving, (one) => one.from)) {
    await dropJoined(tx, from)
    await record(tx, {
      verb: 'client.joined',
      subjectKind: 'client',
      subjectId: row!.to,
      actorKind: 'worker',
      objectId: from,
    })
  }
}
