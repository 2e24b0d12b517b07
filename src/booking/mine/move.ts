import { html } from '#lib/html'
import { fullWhenWords } from '#lib/time'
import { field, page, seeOther, type Reply, type Route, type Visit } from '#web'
import { dayPage, timePage, type DayPage, type TimePage, type TimeWords } from '../journey/pages/time.ts'
import { nameOf, timesOf } from '../journey/times-of.ts'
import { moveTo } from '../move.ts'
import { wait } from '../wait.ts'
import type { RoomPorts } from '../ports.ts'
import { readDate, readInstant, soonest, startsOn, tenDays } from '../times-model.ts'
import { needsInterpreter, wishedBefore, type Mode, type Wish } from '../wish.ts'
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
    handle: (visit) => whileMovable(ports, visit, (booking, wish) => take(ports, visit, booking, wish)),
  })),
]

/** Moves to the time that was chosen, on the page of a day or of the soonest times. */
async function take(ports: RoomPorts, visit: Visit, booking: Booking, wish: Wish): Promise<Reply> {
  const start = readInstant(field(visit, 'start'))
  if (start === null || start === booking.startsAt.epochMilliseconds) {
    const errors = { start: start === null ? 'Select a time' : 'Select another time than the one it has now' }
    const day = dayModel(ports, visit, booking, wish)
    const again = day ? dayPage({ ...day, errors }) : timePage({ ...model(ports, visit, booking, wish), errors })
    return page(again, { status: 422 })
  }
  const pace = await ports.slowDown.turn(visit.address)
  if (pace !== 'go')
    return page(wait(`/booking/${booking.id}/move`, visit, pace, `/booking/${booking.id}`), { status: 503 })
  const moved = await moveTo(ports, booking, wish, start, 'client')
  ports.slowDown.done(visit.address)
  if (moved.kind === 'moved') return seeOther(`/booking/${booking.id}?said=moved`)
  if (moved.kind === 'too-late') return page(tooLatePage(booking), { status: 409 })
  const near = moved.kind === 'slot-taken' ? moved.alternatives.map(({ startsAt }) => startsAt) : []
  const times = model(ports, visit, booking, wish)
  return page(timePage({ ...times, soonest: near.length > 0 ? near : times.soonest, lost: true }), { status: 409 })
}

async function whileMovable(
  ports: RoomPorts,
  visit: Visit,
  then: (booking: Booking, wish: Wish) => Promise<Reply>,
): Promise<Reply> {
  const { booking } = await ownBooking(ports, visit)
  if (booking.status !== 'booked') return seeOther(`/booking/${booking.id}`)
  if (booking.started) return page(tooLatePage(booking), { status: 409 })
  const service = ports.availability.services().find(({ key }) => key === booking.serviceKey)
  if (!service) return seeOther(`/booking/${booking.id}`)
  const { adjustments, longer, matchedOn, mode, coachId, claimId } = booking
  const interpreter = needsInterpreter(adjustments)
  const asked = { service, mode: mode as Mode, longer, interpreter, ...wishedBefore(matchedOn) }
  return then(booking, { ...asked, own: { coachId, claimId } })
}

const frame = ({ availability }: RoomPorts, visit: Visit, { id, startsAt }: Booking, wish: Wish) => ({
  action: `/booking/${id}/move`,
  path: `/booking/${id}/move`,
  back: `/booking/${id}`,
  now: visit.now,
  of: timesOf(wish, nameOf(availability, wish)),
  words: moveWords(startsAt),
})

const moveWords = (startsAt: Temporal.Instant): TimeWords => ({
  title: 'Move your appointment',
  first: html`<p class="nhsuk-lede-text">It is now ${fullWhenWords(startsAt)}.</p>`,
  choosing: 'It moves when you press the button; until then it stays as it is.',
  button: 'Move to this time',
})

/** The page of the day in the address; null where that is no date. */
function dayModel(ports: RoomPorts, visit: Visit, booking: Booking, wish: Wish): DayPage | null {
  const date = readDate(visit.params['date'])
  const back = `/booking/${booking.id}/move`
  const starts = date && startsOn(ports.availability, wish, date, booking.startsAt)
  return starts && { ...frame(ports, visit, booking, wish), back, date, starts }
}

function model(ports: RoomPorts, visit: Visit, booking: Booking, wish: Wish): TimePage {
  return {
    ...frame(ports, visit, booking, wish),
    soonest: soonest(ports.availability, wish, visit.now, booking.startsAt),
    ...tenDays(ports.availability, wish, visit.now, visit.query['from'], booking.startsAt),
    soonestWithoutInterpreter: null,
    instead: [],
    unmet: false,
  }
}
