import { anyone } from '#lib/door'
import { browserOf, isGranted, type Browser } from '#identity'
import { NotFound, type Visit } from '#web'
import { isUuid } from '../ids.ts'
import type { RoomPorts } from '../ports.ts'
import { findBooking, findBookingOfBrowser } from '../queries.ts'

export type Booking = NonNullable<Awaited<ReturnType<typeof findBooking.one>>>

/**
 * The booking that a visit may act for: the browser that booked it until the session is over, or one that has proved
 * itself with a code. Anything else does not exist.
 */
export async function ownBooking(
  { db }: Pick<RoomPorts, 'db'>,
  visit: Visit,
): Promise<{ booking: Booking; browser: Browser }> {
  const id = visit.params['id'] ?? ''
  const browser = browserOf(visit)
  if (!isUuid(id)) throw new NotFound()
  const booking = await db.withActor(anyone, async (tx) => {
    const made = await findBookingOfBrowser.one(tx, id, browser.hash)
    if (made && !made.over) return made
    return (await isGranted(tx, id, browser.hash)) ? findBooking.one(tx, id) : undefined
  })
  if (!booking) throw new NotFound()
  return { booking, browser }
}
