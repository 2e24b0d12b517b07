import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'

/** What a checkpoint says; hashes in hex, `prev` empty for the first. */
export type Checkpoint = {
  epoch: number
  seq: number
  /** UTC to the microsecond. */
  at: string
  size: number
  root: string
  prev: string
  watermark: string
  /** Fingerprint of the public key. */
  key: string
}
export type Signed = Checkpoint & { signature: string }

/** The text that is signed, and whose SHA-256 the next checkpoint carries: one line a field. */
export const checkpointText = (c: Checkpoint): string =>
  ['looking-after-checkpoint-1', c.epoch, c.seq, c.at, c.size, c.root, c.prev, c.watermark, c.key].join('\n')

export const checkpointHash = (c: Checkpoint): string => createHash('sha256').update(checkpointText(c)).digest('hex')

/** A signing key from a secret of 32 bytes as base64url: what stands before them is Ed25519's frame (RFC 8410). */
export const privateKeyOf = (secret: string): KeyObject =>
  createPrivateKey({
    key: Buffer.concat([
      Buffer.from('302e020100300506032b657004220420', 'hex'),
      Buffer.from(secret, 'base64url').subarray(0, 32),
    ]),
    format: 'der',
    type: 'pkcs8',
  })

/** The public key's PEM, which anybody may have. */
export const publicKeyOf = (key: KeyObject): string =>
  createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()

/** Names a public key: the SHA-256 of its bytes. */
export const fingerprintOf = (pem: string): string =>
  createHash('sha256')
    .update(createPublicKey(pem).export({ type: 'spki', format: 'der' }))
    .digest('hex')

export const signed = (checkpoint: Checkpoint, key: KeyObject): Signed => ({
  ...checkpoint,
  signature: sign(null, Buffer.from(checkpointText(checkpoint)), key).toString('base64'),
})

export const isSigned = (checkpoint: Signed, publicKey: string): boolean =>
  checkpoint.key === fingerprintOf(publicKey) &&
  verify(null, Buffer.from(checkpointText(checkpoint)), publicKey, Buffer.from(checkpoint.signature, 'base64'))
