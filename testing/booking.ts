import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { NewClient } from '../src/booking/new-client.ts'
import { browserNamed } from '../src/identity/browser.ts'
import { ownerOf } from '../src/booking/hold.ts'
import { hashesOf } from '../src/booking/contact-hashes.ts'

/** The key by which tests hash contacts. */
export const contactKey = Buffer.alloc(32, 4)

type BrowserOwner = ReturnType<typeof ownerOf>
const owners = new Map<string, BrowserOwner>()

/** For tests of the booking verbs: somebody's browser, known by a name. */
export function browser(name: string): BrowserOwner {
  const owner = ownerOf(browserNamed(createHash('sha256').update(name).digest('base64url').slice(0, 21) + 'A'))
  owners.set(owner.browser.toString('hex'), owner)
  return owner
}

/** The browser that made a booking. */
export async function bookerOf(admin: pg.Client, bookingId: string): Promise<BrowserOwner> {
  const { rows } = await admin.query<{ browser: Buffer }>('select browser from booking where id = $1', [bookingId])
  return owners.get(rows[0]!.browser.toString('hex'))!
}

/** Lets a browser act for a booking, as one may that proved itself by a code. */
export const letAct = (admin: pg.Client, bookingId: string, { browser: hash }: { browser: Buffer }) =>
  admin.query(
    `insert into browser_grant (subject, browser, until) values ($1, $2, clock_now() + interval '1 year') on conflict do nothing`,
    [bookingId, hash],
  )

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
