import type { Actor, Zone } from '#lib/door'
import type { Key, Purpose } from './cell.ts'
import type { Wanted } from './holder.ts'
import type { Made } from './wrap.ts'

type KeyOnWire = Omit<Key, 'secret'> & { secret: string }
type MadeOnWire = { key: KeyOnWire; kekId: string; wrapped: string }

/** What a process says to the key holder: first who it is, then what it wants, numbered. */
export type Question =
  | { zone: Zone; secret: string }
  | { n: number; make: Wanted }
  | { n: number; unwrap: readonly Wanted[]; actor: Actor }
  | { n: number; dump: true }
export type Answer =
  | { n: number; made: MadeOnWire }
  | { n: number; keys: readonly KeyOnWire[] }
  | { n: number; dumped: true }
  | { n: number; fault: string }

export const keyToWire = (key: Key): KeyOnWire => ({ ...key, secret: key.secret.toString('base64') })
export const keyFromWire = (key: KeyOnWire): Key => ({ ...key, secret: Buffer.from(key.secret, 'base64') })

export const madeToWire = ({ key, wrapped }: Made): MadeOnWire => ({
  key: keyToWire(key),
  kekId: wrapped.kekId,
  wrapped: wrapped.wrapped.toString('base64'),
})

export function madeFromWire({ key, kekId, wrapped }: MadeOnWire): Made {
  const { subject, version } = key
  const purpose = key.purpose as Purpose
  return {
    key: keyFromWire(key),
    wrapped: { subject, purpose, version, kekId, wrapped: Buffer.from(wrapped, 'base64') },
  }
}
