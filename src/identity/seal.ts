import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** What a sealed text is for, and the last instant at which it opens. */
export type Sealed = { purpose: string; until: Temporal.Instant }

const version = 1
const [ivLength, tagLength] = [12, 16]
/** With its name and attributes this is as much as every browser keeps in one cookie. */
const longest = 3_584

/**
 * A value as text that only the holder of the 32-byte secret can read or make, to be kept in a person's own browser.
 * Undefined when the text would be longer than a cookie holds.
 */
export function seal(secret: Buffer, value: unknown, { purpose, until }: Sealed): string | undefined {
  const iv = randomBytes(ivLength)
  const cipher = createCipheriv('aes-256-gcm', secret, iv, { authTagLength: tagLength })
  cipher.setAAD(aad(purpose))
  const plain = JSON.stringify({ until: until.epochMilliseconds, value })
  const parts = [Buffer.of(version), iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]
  const text = Buffer.concat(parts).toString('base64url')
  return text.length > longest ? undefined : text
}

/** The value sealed for this purpose, or undefined where the text is anything else: altered, foreign, or past its time. */
export function open(
  secret: Buffer,
  text: string | undefined,
  { purpose, now }: { purpose: string; now: Temporal.Instant },
): unknown {
  const plain = text === undefined || text.length > longest ? undefined : decrypt(secret, text, purpose)
  if (plain === undefined) return undefined
  const { until, value } = JSON.parse(plain) as { until: number; value: unknown }
  return now.epochMilliseconds <= until ? value : undefined
}

function decrypt(secret: Buffer, text: string, purpose: string): string | undefined {
  const bytes = Buffer.from(text, 'base64url')
  const whole = bytes.length > 1 + ivLength + tagLength && bytes[0] === version && bytes.toString('base64url') === text
  if (!whole) return undefined
  const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(1, 1 + ivLength), {
    authTagLength: tagLength,
  })
  decipher.setAAD(aad(purpose))
  decipher.setAuthTag(bytes.subarray(-tagLength))
  try {
    return decipher.update(bytes.subarray(1 + ivLength, -tagLength), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return undefined
  }
}

const aad = (purpose: string) => Buffer.from(`sealed ${version} ${purpose}`)
