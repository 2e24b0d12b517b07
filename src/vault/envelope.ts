import { createCipheriv, createDecipheriv } from 'node:crypto'
import { chance } from '#lib/chance'

/** The form of everything sealed: this byte, 12 bytes of chance, the ciphertext, a 16-byte tag. */
const form = 1
const [ivLength, tagLength] = [12, 16]
const cipherName = 'aes-256-gcm'

/** Seals bytes under a 32-byte secret, bound to what they are: with any other `about` they do not open. */
export function encrypt(secret: Buffer, about: Buffer, plain: Buffer): Buffer {
  const iv = chance(ivLength)
  const cipher = createCipheriv(cipherName, secret, iv, { authTagLength: tagLength })
  cipher.setAAD(about)
  return Buffer.concat([Buffer.of(form), iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** The bytes sealed, or undefined where they were altered, moved elsewhere, or sealed by another secret or form. */
export function decrypt(secret: Buffer, about: Buffer, sealed: Buffer): Buffer | undefined {
  if (sealed.length < 1 + ivLength + tagLength || sealed[0] !== form) return undefined
  const decipher = createDecipheriv(cipherName, secret, sealed.subarray(1, 1 + ivLength), { authTagLength: tagLength })
  decipher.setAAD(about)
  decipher.setAuthTag(sealed.subarray(-tagLength))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(1 + ivLength, -tagLength)), decipher.final()])
  } catch {
    return undefined
  }
}

/** Names joined so that no two lists of names give the same bytes: each goes with its length before it. */
export const naming = (...names: readonly (string | number)[]): Buffer =>
  Buffer.concat(
    names.flatMap((name) => {
      const bytes = Buffer.from(String(name))
      return [lengthOf(bytes), bytes]
    }),
  )

const least = 256

/** A text in a box of 256 bytes, 512, 1,024 and so on, so that the length of what is sealed says little. */
export function pad(text: string): Buffer {
  const bytes = Buffer.from(text)
  let size = least
  while (size < bytes.length + 4) size *= 2
  const box = Buffer.alloc(size)
  box.writeUInt32BE(bytes.length)
  bytes.copy(box, 4)
  return box
}

/** The text in a box. */
export const unpad = (box: Buffer): string => box.toString('utf8', 4, 4 + box.readUInt32BE())

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return length
}
