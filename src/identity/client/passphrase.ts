import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { passphraseOf } from './rules.ts'

/** What is kept of a passphrase. */
export type Kept = { salt: Buffer; hash: Buffer }

/** Argon2id as OWASP asks: 47,104 KiB, one pass, one lane. About 50 ms of one core. */
const parameters = { memory: 47_104, passes: 1, parallelism: 1, tagLength: 32 } as const

/** What to keep of a passphrase, under a salt of its own. */
export async function keepPassphrase(typed: string): Promise<Kept> {
  const salt = randomBytes(16)
  return { salt, hash: await stretch(typed, salt) }
}

/** Whether this is the passphrase. Takes as long where none is kept. */
export async function isPassphrase(typed: string, kept: Kept | null): Promise<boolean> {
  const hash = await stretch(typed, kept?.salt ?? noSalt)
  return timingSafeEqual(hash, kept?.hash ?? noHash) && kept !== null
}

const [noSalt, noHash] = [Buffer.alloc(16), Buffer.alloc(32)]

const stretch = (typed: string, nonce: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    argon2('argon2id', { ...parameters, message: passphraseOf(typed), nonce }, (error, hash) =>
      error ? reject(error) : resolve(hash),
    ),
  )
