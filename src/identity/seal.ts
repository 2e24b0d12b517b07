import { decrypt, encrypt, naming } from '#vault'

/** What a sealed text is for, and the last instant at which it opens. */
export type Sealed = { purpose: string; until: Temporal.Instant }

/** With its name and attributes this is as much as every browser keeps in one cookie. */
const longest = 3_584

/**
 * A value as text that only the holder of the 32-byte secret can read or make, to be kept in a person's own browser.
 * Undefined when the text would be longer than a cookie holds.
 */
export function seal(secret: Buffer, value: unknown, { purpose, until }: Sealed): string | undefined {
  const plain = JSON.stringify({ until: until.epochMilliseconds, value })
  const text = encrypt(secret, about(purpose), Buffer.from(plain)).toString('base64url')
  return text.length > longest ? undefined : text
}

/** The value sealed for this purpose, or undefined where the text is anything else: altered, foreign, or past its time. */
export function open(
  secret: Buffer,
  text: string | undefined,
  { purpose, now }: { purpose: string; now: Temporal.Instant },
): unknown {
  const plain = text === undefined || text.length > longest ? undefined : opened(secret, text, purpose)
  if (plain === undefined) return undefined
  const { until, value } = JSON.parse(plain) as { until: number; value: unknown }
  return now.epochMilliseconds <= until ? value : undefined
}

/** Base64url can write the same bytes in several ways; only the one that we write is ours. */
function opened(secret: Buffer, text: string, purpose: string): string | undefined {
  const sealed = Buffer.from(text, 'base64url')
  if (sealed.toString('base64url') !== text) return undefined
  return decrypt(secret, about(purpose), sealed)?.toString()
}

const about = (purpose: string) => naming('cookie', purpose)
