import type { NewClient } from '../src/booking/new-client.ts'
import type { Owner } from '../src/booking/hold.ts'
import { hashesOf } from '../src/booking/journey/check.ts'

/** The key by which tests hash contacts. */
export const contactKey = Buffer.alloc(32, 4)

/** For tests of the booking verbs: somebody's browser, known by a name. */
export const browser = (name: string): Owner & { browser: Buffer } => ({
  browser: Buffer.from(name.padEnd(32, '.')),
  apiKeyId: null,
})

/** What a person of this name gives, or what differs from it. */
export function client(name: string, more: Partial<NewClient> = {}): NewClient {
  const { email = `${name}@example.org`, phone = null } = more
  return {
    name,
    email,
    phone,
    contactHashes: hashesOf(contactKey, [email, phone]),
    adjustments: [],
    area: null,
    settingKey: null,
    roleGroupKey: null,
    ...more,
  }
}

export const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
