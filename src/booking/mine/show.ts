import { anyone } from '#lib/door'
import { page, type Reply, type Visit } from '#web'
import { channelOf } from '../channel.ts'
import { stepOf } from '../join.ts'
import type { Errors } from '../journey/pages/question.ts'
import type { RoomPorts } from '../ports.ts'
import { personOf } from '../queries.ts'
import type { Own } from './access.ts'
import { bookingPage, cancelledPage, overPage, type BookingPage } from './page.ts'

type More = { errors?: Errors; status?: number }

/** The page of one's own booking as it is now: cancelled, over, or to come. */
export async function show(ports: RoomPorts, visit: Visit, own: Own, { errors, status }: More = {}): Promise<Reply> {
  const { booking, browser } = own
  const frame = { status: status ?? (errors ? 422 : 200), cookies: browser.cookies }
  if (booking.status === 'cancelled') return page(cancelledPage(booking), frame)
  if (booking.status !== 'booked' || booking.over) return page(overPage(booking), frame)
  const person = await ports.db.withActor(anyone, (tx) => personOf.one(tx, booking.id))
  const sentTo = (person && channelOf(person)) ?? 'email'
  return page(bookingPage({ ...modelOf(ports, visit, own), sentTo, ...(errors ? { errors } : {}) }), frame)
}

function modelOf(ports: RoomPorts, { now, query }: Visit, { booking, booker }: Own): Omit<BookingPage, 'sentTo'> {
  const { id, reference, startsAt, endsAt, mode, started, sequence } = booking
  const coach = ports.availability.coach(booking.coachId)
  const unverified = booking.verifiedAt === null
  const said = query['said']
  return {
    id,
    reference,
    startsAt,
    minutes: (endsAt.epochMilliseconds - startsAt.epochMilliseconds) / 60_000,
    mode,
    coachName: coach?.name ?? 'your coach',
    coachBackground: coach?.background ?? '',
    started,
    step: stepOf(ports, booking, now),
    unverified,
    correctable: booker && unverified && !started,
    said: said === 'moved' && sequence > 0 ? 'moved' : said === 'code-sent' && unverified ? 'code-sent' : null,
  }
}
