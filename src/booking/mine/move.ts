import { field, page, seeOther, type Reply, type Route, type Visit } from '#web'
import { hold } from '../hold.ts'
import { dayPage, timePage, type DayPage, type TimePage } from '../journey/pages/time.ts'
import { timesOf } from '../journey/times-of.ts'
import { move } from '../move.ts'
import { wait } from '../wait.ts'
import type { RoomPorts } from '../ports.ts'
import { readDate, readInstant, soonest, startsOn, tenDays } from '../times-model.ts'
import { wishedBefore, type Mode, type Wish } from '../wish.ts'
import { ownBooking, type Booking } from './access.ts'
import { tooLatePage } from './page.ts'

/** Moving is one step: choosing another time takes it and lets the old one go. */
export const moveRoutes = (ports: RoomPorts): Route[] => [
  {
    method: 'GET',
    path: '/booking/:id/move',
    may: 'anyone',
    handle: (visit) =>
      whileMovable(ports, visit, async (booking, wish) => page(timePage(model(ports, visit, booking, wish)))),
  },
  {
    method: 'GET',
    path: '/booking/:id/move/:date',
    may: 'anyone',
    handle: (visit) =>
      whileMovable(ports, visit, async (booking, wish) => {
        const day = dayModel(ports, visit, booking, wish)
        return day ? page(dayPage(day)) : seeOther(`/booking/${booking.id}/move`)
      }),
  },
  ...['/booking/:id/move', '/booking/:id/move/:date'].map((path): Route => ({
    method: 'POST',
    path,
    may: 'anyone',
    takes: 'form',
    handle: (visit) =>
      whileMovable(ports, visit, (booking, wish, browser) => take(ports, visit, booking, wish, browser)),
  })),
]

/** Moves to the time that was chosen, on the page of a day or of the soonest times. */
async function take(ports: RoomPorts, visit: Visit, booking: Booking, wish: Wish, browser: Buffer): Promise<Reply> {
  const start = readInstant(field(visit, 'start'))
  if (start === null) {
    const errors = { start: 'Select a time' }
    const day = dayModel(ports, visit, booking, wish)
    const again = day ? dayPage({ ...day, errors }) : timePage({ ...model(ports, visit, booking, wish), errors })
    return page(again, { status: 422 })
  }
  const pace = await ports.slowDown.turn(visit.address)
  if (pace !== 'go') return page(wait(`/booking/${booking.id}/move`, visit, pace), { status: 503 })
  const owner = { browser, apiKeyId: null }
  const held = await hold(ports, owner, wish, start)
  if (held.kind === 'held') {
    const moved = await move(ports, owner, booking.id, held.id, 'client')
    if (moved.kind === 'moved') return seeOther(`/booking/${booking.id}`)
    if (moved.kind === 'too-late') return page(tooLatePage(booking), { status: 409 })
  }
  const near = held.kind === 'slot-taken' ? held.alternatives.map(({ startsAt }) => startsAt) : []
  const times = model(ports, visit, booking, wish)
  return page(timePage({ ...times, soonest: near.length > 0 ? near : times.soonest, lost: true }), { status: 409 })
}

async function whileMovable(
  ports: RoomPorts,
  visit: Visit,
  then: (booking: Booking, wish: Wish, browser: Buffer) => Promise<Reply>,
): Promise<Reply> {
  const { booking, browser } = await ownBooking(ports, visit)
  if (booking.status !== 'booked') return seeOther(`/booking/${booking.id}`)
  if (booking.started) return page(tooLatePage(booking), { status: 409 })
  const service = ports.availability.services().find(({ key }) => key === booking.serviceKey)
  if (!service) return seeOther(`/booking/${booking.id}`)
  const { adjustments, longer, matchedOn, mode } = booking
  const interpreter = adjustments.includes('bsl') || adjustments.includes('interpreter')
  return then(booking, { service, mode: mode as Mode, longer, interpreter, ...wishedBefore(matchedOn) }, browser.hash)
}

const frame = (visit: Visit, { id }: Booking, wish: Wish) => ({
  action: `/booking/${id}/move`,
  path: `/booking/${id}/move`,
  back: `/booking/${id}`,
  now: visit.now,
  of: timesOf(wish),
})

/** The page of the day in the address; null where that is no date. */
function dayModel({ availability }: RoomPorts, visit: Visit, booking: Booking, wish: Wish): DayPage | null {
  const date = readDate(visit.params['date'])
  const back = `/booking/${booking.id}/move`
  return date && { ...frame(visit, booking, wish), back, date, starts: startsOn(availability, wish, date) }
}

function model({ availability }: RoomPorts, visit: Visit, booking: Booking, wish: Wish): TimePage {
  return {
    ...frame(visit, booking, wish),
    soonest: soonest(availability, wish, visit.now),
    ...tenDays(availability, wish, visit.now, visit.query['from']),
    soonestWithoutInterpreter: null,
    instead: [],
    unmet: false,
  }
}
