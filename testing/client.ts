import type { NewClient } from '../src/booking/book.ts'
import type { Owner } from '../src/booking/hold.ts'
import { hashesOf } from '../src/booking/journey/check.ts'

/** The key by which tests hash contacts. */
export const contactKey = Buffer.alloc(32, 4)

/** Somebody who books, reached by what is given. */
export const clientWith = ({
  name = 'Amina',
  email = null,
  phone = null,
}: {
  name?: string
  email?: string | null
  phone?: string | null
}): NewClient => ({
  name,
  email,
  phone,
  contactHashes: hashesOf(contactKey, [email, phone]),
  adjustments: [],
  area: null,
  settingKey: null,
  roleGroupKey: null,
})

/** A browser, known by a name. */
export const browserNamed = (name: string): Owner & { browser: Buffer } => ({
  browser: Buffer.from(name.padEnd(32, '.')),
  apiKeyId: null,
})
