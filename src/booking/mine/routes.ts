import { field, page, seeOther, type Route } from '#web'
import { bookingCalendar } from '../calendar.ts'
import { cancelAsRead } from '../cancel.ts'
import { join } from '../join.ts'
import type { RoomPorts } from '../ports.ts'
import { ownBooking } from './access.ts'
import { chooseRoute } from './alternatives.ts'
import { byLinkRoutes } from './by-link.ts'
import { contactRoutes } from './contact.ts'
import { findRoutes } from './find.ts'
import { keepRoutes } from './keep.ts'
import { moveRoutes } from './move.ts'
import { cancelPage, tooLatePage } from './page.ts'
import { show } from './show.ts'
import { soonerRoutes } from './sooner.ts'
import { stopRoute } from './stop.ts'

/** One's own booking: see it, put it in a calendar, join, keep, move, cancel it, correct the contact, find it again. */
export const mine = (ports: RoomPorts): Route[] => [
  ...findRoutes(ports),
  ...byLinkRoutes(ports),
  stopRoute(ports),
  chooseRoute(ports),
  {
    method: 'GET',
    path: '/booking/:id',
    may: 'anyone',
    handle: async (visit) => show(ports, visit, await ownBooking(ports, visit)),
  },
  {
    method: 'GET',
    path: '/booking/:id/calendar.ics',
    may: 'anyone',
    handle: async (visit) => {
      const { booking } = await ownBooking(ports, visit)
      return {
        kind: 'file',
        type: 'text/calendar; charset=utf-8',
        name: 'appointment.ics',
        body: bookingCalendar(booking, { method: 'PUBLISH', stampedAt: visit.now, organizer: ports.mailbox }),
      }
    },
  },
  {
    method: 'POST',
    path: '/booking/:id/join',
    may: 'anyone',
    takes: 'form',
    handle: async (visit) => {
      const own = await ownBooking(ports, visit)
      return (await join(ports, visit, own.booking)) ?? show(ports, visit, own, { status: 409 })
    },
  },
  {
    method: 'GET',
    path: '/booking/:id/cancel',
    may: 'anyone',
    handle: async (visit) => {
      const { booking } = await ownBooking(ports, visit)
      return booking.status === 'booked' && !booking.started
        ? page(cancelPage(booking))
        : seeOther(`/booking/${booking.id}`)
    },
  },
  {
    method: 'POST',
    path: '/booking/:id/cancel',
    may: 'anyone',
    takes: 'form',
    handle: async (visit) => {
      const { booking, browser } = await ownBooking(ports, visit)
      const read = field(visit, 'start') || booking.startsAt.toString()
      const done = await cancelAsRead(ports, browser.actor, booking.id, read)
      if (done.kind === 'moved')
        return page(cancelPage((await ownBooking(ports, visit)).booking, true), { status: 409 })
      return done.kind === 'too-late' ? page(tooLatePage(booking), { status: 409 }) : seeOther(`/booking/${booking.id}`)
    },
  },
  ...keepRoutes(ports),
  ...moveRoutes(ports),
  ...soonerRoutes(ports),
  ...contactRoutes(ports),
]
