import type { Tx } from '#lib/sql'
import { isUuid } from '#lib/text'
import { programmeZone, toInstant } from '#lib/time'
import { field, page, seeOther, type Reply, type Route, type Visit } from '#web'
import { channelOf, type Reach } from '../channel.ts'
import type { RoomPorts } from '../ports.ts'
import { choose } from '../rehome/choose.ts'
import { soonerOffer } from '../rehome/offers.ts'
import { askSooner, decline, freeBefore, stopSooner } from '../sooner/ask.ts'
import { alertOf } from '../sooner/queries.ts'
import { openedFor } from '../sooner/rules.ts'
import { readInstant } from '../times-model.ts'
import { ownBooking, type Booking, type Own } from './access.ts'
import { askPage, fromWhen, type Sooner } from './sooner-page.ts'

const saidOf: Readonly<Record<string, Sooner['said']>> = {
  declined: 'declined',
  'sooner-gone': 'gone',
  elsewhere: 'elsewhere',
}

/** Nobody reads that a time is gone beside the one that is kept for them now. */
const stillTrue = (said: Sooner['said'], kept: boolean) => (said === 'gone' && kept ? null : said)

/** Whether one can wait for a sooner time: it is ahead, and kept without a code. */
const isAhead = ({ status, started, releaseAt }: Booking) => status === 'booked' && !started && releaseAt === null

/** What the page of a booking says of sooner times; null where there can be none. */
export async function soonerOf(
  tx: Tx,
  { availability }: RoomPorts,
  { booking }: Own,
  reach: Reach | undefined,
  said: string | undefined,
): Promise<Sooner | null> {
  if (!isAhead(booking)) return null
  const [offer, waits] = [await soonerOffer.one(tx, booking.id), await alertOf.one(tx, booking.id)]
  return {
    offer: offer ? { ...offer, coachName: availability.coach(offer.coachId)?.name ?? 'a coach' } : null,
    waits: waits ?? null,
    reachable: reach !== undefined && channelOf(reach) !== null,
    said: stillTrue(saidOf[said ?? ''] ?? null, offer !== undefined),
  }
}

/** Asking for a sooner time, asking no longer, and taking or declining one that is kept. */
export const soonerRoutes = (ports: RoomPorts): Route[] => [
  {
    method: 'GET',
    path: '/booking/:id/sooner',
    may: 'anyone',
    handle: (visit) => whileAhead(ports, visit, async (own) => page(askPage(asking(ports, visit, own)))),
  },
  {
    method: 'POST',
    path: '/booking/:id/sooner',
    may: 'anyone',
    takes: 'form',
    handle: (visit) => whileAhead(ports, visit, (own) => ask(ports, visit, own)),
  },
  answering('/booking/:id/sooner/stop', ports, async ({ booking, browser }) => {
    await stopSooner(ports, browser.actor, booking.id)
    return ''
  }),
  answering('/booking/:id/sooner/decline', ports, async ({ booking, browser }, offer) => {
    const answer = await decline(ports, browser.actor, booking.id, offer)
    return { declined: '?said=declined', taken: '?said=moved', gone: '?said=sooner-gone' }[answer]
  }),
  answering('/booking/:id/sooner/take', ports, async ({ booking, browser }, offer) => {
    const { kind } = await choose(ports, browser.actor, booking.id, offer)
    return { moved: '?said=moved', already: '?said=moved', gone: '?said=sooner-gone', 'same-time': '?said=elsewhere' }[
      kind
    ]
  }),
]

/** A press that leads back to the booking's page, which says what came of it. */
const answering = (path: string, ports: RoomPorts, act: (own: Own, offer: string) => Promise<string>): Route => ({
  method: 'POST',
  path,
  may: 'anyone',
  takes: 'form',
  handle: async (visit) => {
    const own = await ownBooking(ports, visit)
    const offer = field(visit, 'offer')
    const said = path.endsWith('/stop') || isUuid(offer) ? await act(own, offer) : ''
    return seeOther(`/booking/${own.booking.id}${said}`)
  },
})

async function whileAhead(ports: RoomPorts, visit: Visit, then: (own: Own) => Promise<Reply>): Promise<Reply> {
  const own = await ownBooking(ports, visit)
  return isAhead(own.booking) ? then(own) : seeOther(`/booking/${own.booking.id}`)
}

function asking({ availability }: RoomPorts, { now }: Visit, { booking }: Own) {
  const { id, startsAt, endsAt } = booking
  const minutes = startsAt.until(endsAt).total('minutes')
  const waited = { startsAt: startsAt.epochMilliseconds, minutes, passed: [], refused: [] }
  return {
    id,
    startsAt,
    from: fromWhen(now, startsAt, programmeZone),
    free: openedFor(waited, freeBefore(availability, booking, now)).length > 0,
  }
}

async function ask(ports: RoomPorts, visit: Visit, own: Own): Promise<Reply> {
  const { booking, browser } = own
  const from = field(visit, 'from')
  const at = from === 'any' ? null : readInstant(from)
  if (from !== 'any' && (at === null || at >= booking.startsAt.epochMilliseconds)) {
    const errors = { from: 'Select from when you could come' }
    return page(askPage({ ...asking(ports, visit, own), errors }), { status: 422 })
  }
  const notBefore = at !== null && at > visit.now.epochMilliseconds ? toInstant(at) : null
  await askSooner(ports, browser.actor, booking.id, notBefore)
  return seeOther(`/booking/${booking.id}`)
}
