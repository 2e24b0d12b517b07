import { worker } from '#lib/door'
import type { CancelledBy, Mailbox } from '#notifications'
import type { KeyHolder } from '#vault'
import { visitToken } from '../links.ts'
import { openSealed } from '../sealed.ts'
import type { Mode } from '../wish.ts'
import type { saidOf } from './queries.ts'

/** What whoever writes a message of a booking is built from. */
export type RenderPorts = {
  baseUrl: string
  /** Where staff sign in; null where that is the same. */
  teamBaseUrl?: string | null
  linkKey: Buffer
  codeKey: Buffer
  mailbox: Mailbox
  vault: KeyHolder
  /** Whether there is a way to send texts. */
  textSender: boolean
}

/** A booking as its messages know it. */
export type Said = NonNullable<Awaited<ReturnType<typeof saidOf.one>>>

/** What may be said of it. */
export type Facts = {
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  mode: Mode
  link: string
  reference: string
  by: CancelledBy
  /** When it was before it moved; where it has not, nothing. */
  was?: Temporal.Instant | null
}

/** Where somebody is reached, opened at the moment of sending and kept nowhere. */
export async function contactsOf({ vault }: RenderPorts, said: Said) {
  const ring = await vault.unwrap([{ subject: said.clientId, purpose: 'contact' }], worker)
  return openSealed(ring.of(said.clientId, 'contact'), said.id, said)
}

/** What may be said of a booking: its time and way, and where to see it. */
export const factsOf = (
  { baseUrl, linkKey }: RenderPorts,
  { id, startsAt, endsAt, mode, reference, cancelledBy, status, linkNumber }: Said,
): Facts => ({
  startsAt,
  endsAt,
  mode: mode as Mode,
  reference,
  link: status === 'cancelled' ? `${baseUrl}/book` : `${baseUrl}/visit/${visitToken(linkKey, id, linkNumber)}`,
  by: byWhom[cancelledBy ?? ''] ?? 'us',
})

const byWhom: Readonly<Record<string, CancelledBy>> = { client: 'you', service: 'service', unverified: 'nobody' }
