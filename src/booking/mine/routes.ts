import { anyone } from '#lib/door'
import { checkCode, readCode } from '#identity'
import { field, page, seeOther, type Reply, type Route, type Visit } from '#web'
import { bookingCalendar } from '../calendar.ts'
import { cancel } from '../cancel.ts'
import type { Errors } from '../journey/pages/question.ts'
import type { RoomPorts } from '../ports.ts'
import { personOf, verifyBooking } from '../queries.ts'
import { ownBooking, type Booking } from './access.ts'
import { contactRoutes } from './contact.ts'
import { findRoutes } from './find.ts'
import { moveRoutes } from './move.ts'
import { bookingPage, cancelPage, tooLatePage } from './page.ts'

/** One's own booking: see it, put it in a calendar, move it, cancel it, correct the contact, find it again. */
export const mine = (ports: RoomPorts): Route[] => [
  ...findRoutes(ports),
  {
    method: 'GET',
    path: '/booking/:id',
    may: 'anyone',
    handle: async (visit) => show(ports, await ownBooking(ports, visit)),
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
        body: bookingCalendar(booking, 'PUBLISH', visit.now),
      }
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
      const { booking } = await ownBooking(ports, visit)
      const done = await cancel(ports, booking.id, 'client', 'client')
      return done.kind === 'too-late' ? page(tooLatePage(booking), { status: 409 }) : seeOther(`/booking/${booking.id}`)
    },
  },
  {
    method: 'POST',
    path: '/booking/:id/keep',
    may: 'anyone',
    takes: 'form',
    handle: (visit) => keepWithCode(ports, visit),
  },
  ...moveRoutes(ports),
  ...contactRoutes(ports),
]

async function show(
  ports: RoomPorts,
  { booking, browser }: Awaited<ReturnType<typeof ownBooking>>,
  errors?: Errors,
): Promise<Reply> {
  const person = await ports.db.withActor(anyone, (tx) => personOf.one(tx, booking.id))
  return page(
    bookingPage({
      ...modelOf(ports, booking),
      sentTo: person?.email ? 'email' : 'text',
      ...(errors ? { errors } : {}),
    }),
    {
      status: errors ? 422 : 200,
      cookies: browser.cookies,
    },
  )
}

function modelOf({ availability }: RoomPorts, booking: Booking) {
  const coach = availability.coach(booking.coachId)
  const minutes = (booking.endsAt.epochMilliseconds - booking.startsAt.epochMilliseconds) / 60_000
  const { id, reference, status, startsAt, mode, started } = booking
  return {
    id,
    reference,
    status,
    startsAt,
    minutes,
    mode,
    started,
    coachName: coach?.name ?? 'your coach',
    coachBackground: coach?.background ?? '',
    unverified: booking.verifiedAt === null,
  }
}

/** Proves the contact with the code that was sent: a further appointment is then kept. */
async function keepWithCode(ports: RoomPorts, visit: Visit): Promise<Reply> {
  const own = await ownBooking(ports, visit)
  const code = readCode(field(visit, 'code'))
  const kept = await ports.db.withActor(anyone, async (tx) => {
    const subject =
      code &&
      (await checkCode(tx, ports.codeKey, {
        purpose: 'keep',
        browser: own.browser.hash,
        code,
        requestId: visit.requestId,
      }))
    return subject === own.booking.id ? verifyBooking.one(tx, own.booking.id) : undefined
  })
  return kept
    ? seeOther(`/booking/${own.booking.id}`)
    : show(ports, own, { code: 'That code is not right, or it is too old. Codes last 10 minutes' })
}
