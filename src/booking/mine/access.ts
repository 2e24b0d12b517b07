import { isUuid } from '#lib/text'
import { browserOf, isGranted, type Browser } from '#identity'
import { NotFound, type Visit } from '#web'
import type { RoomPorts } from '../ports.ts'
import { findBooking, findBookingOfBrowser, releaseOf } from '../queries.ts'

export type Booking = NonNullable<Awaited<ReturnType<typeof findBooking.one>>>

export type Own = {
  booking: Booking
  browser: Browser
  /** The browser that booked; another may see, move and cancel, but not change how the person is reached. */
  booker: boolean
}

/**
 * The booking that a visit may act for: the browser that booked it, or one that has proved itself with a code. Anything
 * else does not exist.
 */
export async function ownBooking({ db }: Pick<RoomPorts, 'db'>, visit: Visit): Promise<Own> {
  const id = visit.params['id'] ?? ''
  const browser = browserOf(visit)
  if (!isUuid(id)) throw new NotFound()
  return db.withActor(browser.actor, async (tx) => {
    const made = await findBookingOfBrowser.one(tx, id, browser.hash)
    if (made) return { booking: made, browser, booker: true }
    const found = (await isGranted(tx, id, browser.hash)) ? await findBooking.one(tx, id) : undefined
    if (!found) throw new NotFound()
    const releaseAt = (await releaseOf.one(tx, id))?.at ?? null
    return { booking: { ...found, releaseAt }, browser, booker: false }
  })
}
