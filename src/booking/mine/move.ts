import { isGranted, type Browser } from '#identity'
import { html } from '#lib/html'
import { fullWhenWords, readDay, type Millis } from '#lib/time'
import { insetText } from '#nhsuk'
import { field, page, seeOther, type Reply, type Route, type Visit } from '#web'
import { dayPage, timePage, type DayPage, type TimePage, type TimeWords } from '../journey/pages/time.ts'
import { nameOf, timesOf } from '../journey/times-of.ts'
import { moveTo } from '../move.ts'
import { wait } from '../wait.ts'
import type { RoomPorts } from '../ports.ts'
import { readInstant, soonest, startsOn, tenDays } from '../times-model.ts'
import { ownBooking, type Booking } from './access.ts'
import { movedWish, type MovedWish } from './moved-wish.ts'
import { tooLatePage } from './page.ts'

/** Moving is one step: choosing another time takes it and lets the old one go. */
export const moveRoutes = (ports: RoomPorts): Route[] => [
  {
    method: 'GET',
    path: '/booking/:id/move',
    may: 'anyone',
    handle: (visit) =>
      whileMovable(ports, visit, async (booking, asked) => page(timePage(model(ports, visit, booking, asked)))),
  },
  {
    method: 'GET',
    path: '/booking/:id/move/:date',
    may: 'anyone',
    handle: (visit) =>
      whileMovable(ports, visit, async (booking, asked) => {
        const day = dayModel(ports, visit, booking, asked)
        return day ? page(dayPage(day)) : seeOther(`/booking/${booking.id}/move`)
      }),
  },
  ...['/booking/:id/move', '/booking/:id/move/:date'].map((path): Route => ({
    method: 'POST',
    path,
    may: 'anyone',
    takes: 'form',
    handle: (visit) =>
      whileMovable(ports, visit, (booking, asked, browser) => take(ports, visit, browser, booking, asked)),
  })),
]

/** Moves to the time that was chosen, on the page of a day or of the soonest times. */
async function take(
  ports: RoomPorts,
  visit: Visit,
  { hash, actor }: Browser,
  booking: Booking,
  asked: MovedWish,
): Promise<Reply> {
  const own = `/booking/${booking.id}`
  const start = readInstant(field(visit, 'start'))
  const was = readInstant(field(visit, 'was'))
  const stands = start === booking.startsAt.epochMilliseconds
  const again = stands && was !== null && was !== start
  const { coachId: named = booking.coachId } = asked.wish
  // Pressed twice, the second finds it where the first put it.
  if (again && named === booking.coachId) return seeOther(`${own}?said=moved`)
  if (start === null || (stands && !again)) {
    const errors = { start: start === null ? 'Select a time' : 'Select another time than the one it has now' }
    const day = dayModel(ports, visit, booking, asked)
    const shown = day ? dayPage({ ...day, errors }) : timePage({ ...model(ports, visit, booking, asked), errors })
    return page(shown, { status: 422 })
  }
  const pace = await ports.slowDown.turn(visit.address)
  if (pace !== 'go') return page(wait(`${own}/move`, visit, pace, own), { status: 503 })
  const moved = await moveTo(ports, actor, booking, asked.wish, start, 'client')
  ports.slowDown.done(visit.address)
  const proved =
    moved.kind === 'same-time' && (await ports.db.withActor(actor, (tx) => isGranted(tx, booking.id, hash)))
  const gone = (near: readonly Millis[] = []) => {
    const times = model(ports, visit, booking, asked)
    return page(timePage({ ...times, soonest: near.length > 0 ? near : times.soonest, lost: true }), { status: 409 })
  }
  if (moved.kind === 'slot-taken') return gone(moved.alternatives.map(({ startsAt }) => startsAt))
  const replies = {
    moved: () => seeOther(`${own}?said=moved`),
    // Its own page says what has become of it.
    'already-cancelled': () => seeOther(own),
    'not-found': () => seeOther(own),
    'too-late': () => page(tooLatePage(booking), { status: 409 }),
    'no-such-slot': () => gone(),
    'same-time': () => {
      const errors = { start: 'You have another appointment at this time. Select another' }
      // Who only booked under a contact learns nothing of whoever proved it.
      return proved ? page(timePage({ ...model(ports, visit, booking, asked), errors }), { status: 409 }) : gone()
    },
  } satisfies Record<typeof moved.kind, () => Reply>
  return replies[moved.kind]()
}

async function whileMovable(
  ports: RoomPorts,
  visit: Visit,
  then: (booking: Booking, asked: MovedWish, browser: Browser) => Promise<Reply>,
): Promise<Reply> {
  const { booking, browser } = await ownBooking(ports, visit)
  if (booking.status !== 'booked') return seeOther(`/booking/${booking.id}`)
  if (booking.started) return page(tooLatePage(booking), { status: 409 })
  const service = ports.availability.services().find(({ key }) => key === booking.serviceKey)
  if (!service) return seeOther(`/booking/${booking.id}`)
  return then(booking, movedWish(ports.availability, booking, service, visit.now), browser)
}

const frame = ({ availability }: RoomPorts, visit: Visit, { id, startsAt }: Booking, { wish, without }: MovedWish) => ({
  action: `/booking/${id}/move`,
  path: `/booking/${id}/move`,
  back: `/booking/${id}`,
  now: visit.now,
  of: timesOf(wish, nameOf(availability, wish)),
  was: startsAt,
  words: moveWords(startsAt, without),
})

const moveWords = (startsAt: Temporal.Instant, without: string | null): TimeWords => ({
  title: 'Move your appointment',
  first: html`<p class="nhsuk-lede-text">It is now ${fullWhenWords(startsAt)}.</p>
    ${without !== null && insetText({ text: without })}`,
  choosing: 'It moves when you press the button; until then it stays as it is.',
  button: 'Move to this time',
})

/** The page of the day in the address; null where that is no date. */
function dayModel(ports: RoomPorts, visit: Visit, booking: Booking, asked: MovedWish): DayPage | null {
  const date = readDay(visit.params['date'])
  const back = `/booking/${booking.id}/move`
  const starts = date && startsOn(ports.availability, asked.wish, date, booking.startsAt)
  return starts && { ...frame(ports, visit, booking, asked), back, date, starts }
}

function model(ports: RoomPorts, visit: Visit, booking: Booking, asked: MovedWish): TimePage {
  return {
    ...frame(ports, visit, booking, asked),
    soonest: soonest(ports.availability, asked.wish, visit.now, booking.startsAt),
    ...tenDays(ports.availability, asked.wish, visit.now, visit.query['from'], booking.startsAt),
    soonestWithoutInterpreter: null,
    instead: [],
    unmet: false,
  }
}
