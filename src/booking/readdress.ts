import { worker } from '#lib/door'
import type { Clock } from '#lib/clock'
import type { Tx } from '#lib/sql'
import { record } from '#audit'
import type { KeyHolder } from '#vault'
import { channelOf, reachWith } from './channel.ts'
import { hashesOf } from './contact-hashes.ts'
import { aheadUnder } from './join-queries.ts'
import { hashToken, visitToken } from './links.ts'
import { planAgain } from './messages/plan.ts'
import { correctContact } from './queries.ts'
import { openSealed, sealPerson } from './sealed.ts'

export type ReaddressPorts = {
  vault: Pick<KeyHolder, 'unwrap'>
  linkKey: Buffer
  contactKey: Buffer
  clock: Clock
  textSender: boolean
}
/** How a client is reached, the newest of each kind. */
export type ReachedBy = { email: string | null; phone: string | null }

/**
 * A contact of a client was taken away: their bookings ahead that had it go on to where the client is reached now, with
 * the details once more and a new link, so that the old one opens nothing.
 */
export async function readdress(
  tx: Tx,
  { vault, linkKey, contactKey, clock, textSender }: ReaddressPorts,
  gone: { clientId: string; hash: Buffer; kind: 'email' | 'phone' },
  now: ReachedBy,
): Promise<void> {
  const { clientId } = gone
  const key = (await vault.unwrap([{ subject: clientId, purpose: 'contact' }], worker)).of(clientId, 'contact')
  for (const row of await aheadUnder(tx, clientId, gone.hash)) {
    const { name, email, phone } = openSealed(key, row.id, row)
    if (!key || name === null) continue
    const kept = { email, phone, [gone.kind]: now[gone.kind] }
    const given = (kept.email ?? kept.phone) ? kept : now
    const channel = channelOf(reachWith({ ...given, channel: row.channel })) ?? 'email'
    const next = sealPerson(key, row.id, { name, ...given })
    const hashes = hashesOf(contactKey, channel === 'text' ? [given.phone, given.email] : [given.email, given.phone])
    const link = row.linkNumber + 1
    const linkHash = hashToken(visitToken(linkKey, row.id, link))
    const { email: to, phone: number, takesTexts } = next
    const { anyTime } = row
    const ways = [channel, takesTexts, anyTime, null] as const
    const changed = await correctContact.one(tx, row.id, to, number, hashes, false, link, linkHash, ...ways)
    const again = { booking: row, reached: reachWith({ ...given, channel, anyTime }), now: clock(), textSender }
    await planAgain(tx, { ...again, sequence: changed!.sequence })
    await record(tx, { verb: 'booking.readdressed', subjectKind: 'booking', subjectId: row.id, actorKind: 'worker' })
  }
}
