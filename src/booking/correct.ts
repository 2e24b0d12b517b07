import type { Tx } from '#lib/sql'
import { record } from '#audit'
import { voidCodes, type Browser } from '#identity'
import type { VerbPorts } from './ports.ts'
import { channelOf, reachWith, type Channel } from './channel.ts'
import { isFurther, sendKeepCode, type CodeSent } from './further.ts'
import { hashesOf } from './contact-hashes.ts'
import { hashToken, visitToken } from './links.ts'
import { lockHoldsOfBrowser } from './holds-queries.ts'
import { planAgain } from './messages/plan.ts'
import { correctContact, lockBooking, personOf, rename } from './queries.ts'
import { openSealed, sealPerson } from './sealed.ts'

export type Correction = {
  name: string
  email: string | null
  phone: string | null
  channel?: Channel
  anyTime?: boolean
  /** Texts are ticked beside mail. */
  textsToo?: boolean
}
export type Corrected =
  /** With what became of the code for the new contact; null where it is not a further one. */
  { kind: 'corrected'; code: CodeSent | null } | { kind: 'not-found' | 'not-booked' | 'too-late' | 'verified' }
export type CorrectPorts = Pick<VerbPorts, 'db' | 'clock' | 'codeKey' | 'linkKey' | 'textSender' | 'vault'> & {
  contactKey: Buffer
}

/**
 * Corrects the name and the contact of a booking that nobody has proved to be theirs; the caller sees to it that the
 * browser is the one that booked. The new contact is sent the details, and a code where this browser has another appointment under it; the
 * old one is told nothing, and neither a code nor the link that went there works any more.
 */
export const correct = (
  ports: CorrectPorts,
  browser: Pick<Browser, 'hash' | 'actor'>,
  bookingId: string,
  correction: Correction,
): Promise<Corrected> => ports.db.withActor(browser.actor, (tx) => correctIn(tx, ports, browser, bookingId, correction))

async function correctIn(
  tx: Tx,
  ports: CorrectPorts,
  browser: Pick<Browser, 'hash' | 'actor'>,
  bookingId: string,
  { name, ...given }: Correction,
): Promise<Corrected> {
  const booking = await lockBooking.one(tx, bookingId)
  const sealed = booking && (await personOf.one(tx, bookingId))
  if (!booking || !sealed) return { kind: 'not-found' }
  if (booking.status !== 'booked') return { kind: 'not-booked' }
  if (booking.started) return { kind: 'too-late' }
  if (booking.verifiedAt !== null) return { kind: 'verified' }
  const ring = await ports.vault.unwrap([{ subject: booking.clientId, purpose: 'contact' }], browser.actor)
  const key = ring.of(booking.clientId, 'contact')
  if (!key) return { kind: 'not-found' }
  const person = openSealed(key, bookingId, sealed)
  const next = sealPerson(key, bookingId, { name, ...given })
  await rename(tx, bookingId, next.name)
  let code: CodeSent | null = null
  const { email, phone, anyTime = false, textsToo = false } = given
  const channel = channelOf(reachWith(given)) ?? 'email'
  const ways = [channel, anyTime, textsToo].join() !== [sealed.channel, sealed.anyTime, sealed.textsToo].join()
  if (email !== person.email || phone !== person.phone || ways) {
    const hashes = hashesOf(ports.contactKey, channel === 'text' ? [phone, email] : [email, phone])
    // Of two corrections at once the second sees what the first made of it.
    await lockHoldsOfBrowser(tx, browser.hash)
    const further = await isFurther(tx, browser.hash, hashes[0], bookingId)
    await voidCodes(tx, bookingId)
    const linkNumber = booking.linkNumber + 1
    const link = hashToken(visitToken(ports.linkKey, bookingId, linkNumber))
    const changed = await correctContact.one(
      tx,
      bookingId,
      next.email,
      next.phone,
      hashes,
      further,
      linkNumber,
      link,
      channel,
      next.takesTexts,
      anyTime,
      textsToo,
    )
    const { textSender } = ports
    const reached = reachWith({ email, phone, channel, anyTime })
    await planAgain(tx, { booking, reached, now: ports.clock(), textSender, sequence: changed!.sequence })
    if (further) code = await sendKeepCode(tx, ports, { id: bookingId, channel }, browser.hash)
  }
  await record(tx, {
    verb: 'booking.contact-corrected',
    subjectKind: 'booking',
    subjectId: bookingId,
    actorKind: 'client',
    actorId: null,
  })
  return { kind: 'corrected', code }
}
