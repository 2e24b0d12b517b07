import { nextCodeAt, waitsWhereBooked } from '#identity'
import { page, type Reply, type Visit } from '#web'
import { channelOf } from '../channel.ts'
import { stepOf } from '../join.ts'
import type { Errors } from '../journey/pages/question.ts'
import type { RoomPorts } from '../ports.ts'
import { reachOf, sharesTime } from '../queries.ts'
import type { Own } from './access.ts'
import { alternativesOf, choosePage } from './alternatives.ts'
import { bookingPage, cancelledPage, overPage, type BookingPage } from './page.ts'
import { soonerOf } from './sooner.ts'

type More = { errors?: Errors; status?: number }

/** The page of one's own booking as it is now: cancelled, over, or to come. */
export async function show(ports: RoomPorts, visit: Visit, own: Own, { errors, status }: More = {}): Promise<Reply> {
  const { booking, browser } = own
  const frame = { status: status ?? (errors ? 422 : 200), cookies: browser.cookies }
  const { change, reach, shares, sooner } = await ports.db.withActor(browser.actor, async (tx) => {
    const reach = await reachOf.one(tx, booking.id)
    return {
      change: (await waitsWhereBooked.one(tx, booking.id)) ?? null,
      reach,
      shares: await sharesTime.one(tx, booking.id),
      sooner: await soonerOf(tx, ports, own, reach, visit.query['said']),
    }
  })
  if (booking.status === 'cancelled') return page(cancelledPage({ ...booking, change }), frame)
  const offers = errors ? null : await alternativesOf(ports, own)
  if (offers) return choosePage(own, offers)
  if (booking.over) return page(overPage({ ...booking, change }), frame)
  const asked = {
    change,
    sooner,
    sameTime: shares?.yes ?? false,
    sentTo: (reach && channelOf(reach)) ?? 'email',
    nextCodeMinutes: toKeep(own) ? await nextCodeMinutes(ports, visit, own) : null,
  }
  return page(bookingPage({ ...modelOf(ports, visit, own), ...asked, ...(errors ? { errors } : {}) }), frame)
}

/** Whether it is a further appointment that its code still keeps. */
export const toKeep = ({ booking: { status, started, releaseAt } }: Own) =>
  status === 'booked' && !started && releaseAt !== null

/** In how many minutes this browser can have another code to keep an appointment; null where it can have one now. */
export async function nextCodeMinutes({ db }: Pick<RoomPorts, 'db'>, { now }: Visit, { browser }: Own) {
  const at = await db.withActor(browser.actor, (tx) => nextCodeAt(tx, { browser: browser.hash, purpose: 'keep' }))
  return at && Math.max(1, Math.ceil((at.epochMilliseconds - now.epochMilliseconds) / 60_000))
}

const saidWords = ['moved', 'code-sent', 'no-code'] as const

function modelOf(
  ports: RoomPorts,
  { now, query }: Visit,
  own: Own,
): Omit<BookingPage, 'sentTo' | 'nextCodeMinutes' | 'change' | 'sameTime' | 'sooner'> {
  const { booking, booker } = own
  const { id, reference, startsAt, endsAt, mode, started, sequence } = booking
  const coach = ports.availability.coach(booking.coachId)
  const keepUntil = toKeep(own) ? booking.releaseAt : null
  const said = saidWords.find((word) => word === query['said']) ?? null
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
    keepUntil,
    correctable: booker && booking.verifiedAt === null && !started,
    said: (said === 'moved' ? sequence > 0 : keepUntil) ? said : null,
  }
}
