import type { Tx } from '#lib/sql'
import type { Message } from './kinds.ts'

export type Method = 'REQUEST' | 'CANCEL' | 'PUBLISH'
export type Mail = {
  channel: 'email'
  to: string
  subject: string
  text: string
  html: string
  calendar?: { method: Method; content: string }
}
export type Text = { channel: 'text'; to: string; text: string }

/** A message in words; null when there is nothing to say any more. */
export type Rendered = Mail | Text | null

/** Thrown by what writes a message that is not to be sent, since its contact had so many in a day. */
export class TooMany extends Error {}

/** Writes a message from the state of things at the moment of sending. */
export type Renderer = (tx: Tx, message: Message) => Promise<Rendered>

/**
 * What became of handing a message over: `refused` for good by whoever should deliver it, `turned-away` as they take nothing from us
 * for now, not reached for now, or `unsure`, as whoever may have taken it did not answer.
 */
export type Handed = 'sent' | 'refused' | 'turned-away' | 'unreachable' | 'unsure'

/**
 * Hands a message over within the signal's time. `id` is the message's own and stays the same when it is sent again.
 * `triedFor`: seconds since it was due, where it was tried before, and may have been taken; else undefined.
 */
export type Sender<T extends Mail | Text = Mail | Text> = (
  rendered: T,
  id: string,
  signal: AbortSignal,
  triedFor?: number,
) => Promise<Handed>

/** The senders that there are; a channel without one cannot be used. */
export type Senders = { email: Sender<Mail> | null; text: Sender<Text> | null }
