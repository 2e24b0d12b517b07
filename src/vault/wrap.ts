import { randomBytes } from 'node:crypto'
import type { Key, Purpose } from './cell.ts'
import { decrypt, encrypt, naming } from './envelope.ts'
import type { Kek } from './kek.ts'

/** A key as the database keeps it: only the KEK named opens it. */
export type Wrapped = { subject: string; purpose: Purpose; version: number; kekId: string; wrapped: Buffer }
/** A new key and the row that keeps it, which its maker writes in the transaction that first uses it. */
export type Made = { key: Key; wrapped: Wrapped }

/** A key that nobody had before: pure cryptography, nothing is asked of the database. */
export function makeKey(kek: Kek, subject: string, purpose: Purpose): Made {
  const key = { subject, purpose, version: 1, secret: randomBytes(32) }
  return { key, wrapped: wrap(kek, { ...key, purpose }) }
}

export const wrap = (kek: Kek, key: Key & { purpose: Purpose }): Wrapped => {
  const { subject, purpose, version, secret } = key
  const wrapped = encrypt(kek.secret, about({ subject, purpose, version, kekId: kek.id }), secret)
  return { subject, purpose, version, kekId: kek.id, wrapped }
}

/** The key in a row. Throws where no KEK at hand opens it: the row was altered, or its KEK is missing. */
export function unwrap(keks: readonly Kek[], row: Wrapped): Key & { purpose: Purpose } {
  const kek = keks.find(({ id }) => id === row.kekId)
  if (!kek) throw new Error(`A key is wrapped with ${row.kekId}, which the key file does not hold`)
  const secret = decrypt(kek.secret, about(row), row.wrapped)
  if (!secret) throw new Error('A wrapped key does not open')
  const { subject, purpose, version } = row
  return { subject, purpose, version, secret }
}

const about = ({ subject, purpose, version, kekId }: Omit<Wrapped, 'wrapped'>) =>
  naming('key', subject, purpose, version, kekId)
