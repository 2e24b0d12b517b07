import { makeSlowDown } from '#identity'
import { mailboxOf } from '#notifications'
import type { RoomPorts } from '../src/booking/ports.ts'
import { contactKey } from './booking.ts'
import type { bookingWorld } from './world.ts'

export const baseUrl = 'http://localhost:3000'

/** What the room of bookings asks for, over a world of its own, or with something else in its place. */
export const roomOver = (
  { ports }: Awaited<ReturnType<typeof bookingWorld>>,
  more: Partial<RoomPorts> = {},
): RoomPorts => ({
  ...ports,
  textSender: true,
  baseUrl,
  mailbox: mailboxOf({ baseUrl, smtpUrl: null }),
  answersKey: Buffer.alloc(32, 3),
  repliesKey: Buffer.alloc(32, 5),
  workplaceKey: Buffer.alloc(32, 8),
  contactKey,
  phone: () => null,
  dutyPhone: () => null,
  plain: () => false,
  slowDown: makeSlowDown({ clock: ports.clock }),
  ...more,
})
