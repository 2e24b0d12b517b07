import type { NewClient } from '../src/booking/book.ts'
import type { Owner } from '../src/booking/hold.ts'

/** For tests of the booking verbs: somebody's browser, known by a name. */
export const browser = (name: string): Owner => ({ browser: Buffer.from(name.padEnd(32, '.')), apiKeyId: null })

/** What a person of this name gives, or what differs from it. */
export const client = (name: string, more: Partial<NewClient> = {}): NewClient => ({
  name,
  email: `${name}@example.org`,
  phone: null,
  contactHashes: [Buffer.from(name.padEnd(32, '.'))],
  adjustments: [],
  area: null,
  settingKey: null,
  roleGroupKey: null,
  ...more,
})

export const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
