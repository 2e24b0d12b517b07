import { holding } from '#lib/door'
import { html, type SafeHtml } from '#lib/html'
import { fullWhenWords, timeWords } from '#lib/time'
import type { JoinStep } from '#meeting'
import { insetText } from '#nhsuk'
import { layout, NotFound, page, type Route, type Visit } from '#web'
import { canJoin, join, joinForm, stepOf } from './join.ts'
import { hashToken } from './links.ts'
import type { RoomPorts } from './ports.ts'
import { findBookingByVisit } from './queries.ts'
import { isToldOf } from './rehome/queries.ts'
import { soonerOffer } from './rehome/offers.ts'

/**
 * The page that a message's link leads to. It shows day and time, and around the session one Join button. Opening it
 * changes nothing, so it does not matter who or what opens links first.
 */
export const visitRoutes = (ports: RoomPorts): Route[] => [
  {
    method: 'GET',
    path: '/visit/:token',
    may: 'anyone',
    handle: async (visit) => {
      const { booking, choose } = await byToken(ports, visit)
      return page(await pageOf(ports, visit, booking, choose))
    },
  },
  {
    method: 'POST',
    path: '/visit/:token/join',
    may: 'anyone',
    takes: 'form',
    handle: async (visit) => {
      const { booking, choose } = await byToken(ports, visit)
      return (await join(ports, visit, booking)) ?? page(await pageOf(ports, visit, booking, choose), { status: 409 })
    },
  },
]

export type Linked = NonNullable<Awaited<ReturnType<typeof findBookingByVisit.one>>>

/** The booking that a link leads to, and whether its client was asked to choose another time. */
async function byToken({ db }: RoomPorts, { params }: Visit): Promise<{ booking: Linked; choose: boolean }> {
  const token = params['token'] ?? ''
  const found = /^[\w-]{22}$/.test(token)
    ? await db.withActor(holding(`visit:${token}`), async (tx) => {
        const booking = await findBookingByVisit.one(tx, hashToken(token))
        return booking && { booking, choose: (await isToldOf.one(tx, booking.id))!.yes }
      })
    : undefined
  if (!found) throw new NotFound()
  return found
}

/** The booking that the link of a visit leads to. */
export const bookingOfLink = async (ports: RoomPorts, visit: Visit): Promise<Linked> =>
  (await byToken(ports, visit)).booking

async function pageOf(ports: RoomPorts, { params, now }: Visit, booking: Linked, choose: boolean) {
  const token = params['token']!
  const sooner = await ports.db.withActor(holding(`visit:${token}`), (tx) => soonerOffer.one(tx, booking.id))
  return visitPage({ ...booking, token, step: stepOf(ports, booking, now), choose, sooner: sooner ?? null })
}

export type VisitPage = {
  token: string
  status: string
  mode: string
  startsAt: Temporal.Instant
  started: boolean
  step: JoinStep
  /** Whether nobody can be there then, and its client was asked to choose another time. */
  choose: boolean
  /** A sooner time that is kept. */
  sooner: { startsAt: Temporal.Instant; until: Temporal.Instant } | null
}

/** Day and time, and what can be done now. Who calls or joins is not said: anybody may have opened the link. */
export function visitPage({ token, status, mode, startsAt, started, step, choose, sooner }: VisitPage): SafeHtml {
  if (choose && status === 'booked' && !started) return chooseFirst(token, startsAt)
  const title =
    status === 'cancelled'
      ? 'This appointment is cancelled'
      : step === 'over'
        ? 'This appointment is over'
        : 'Your appointment'
  const ahead = step !== 'over'
  return layout({
    title,
    body: html`<h1 class="nhsuk-heading-l">${title}</h1>
      <p class="nhsuk-lede-text">${fullWhenWords(startsAt)} UK time</p>
      ${ahead && sooner && insetText({ html: html`<p>A sooner time is kept for you until ${timeWords(sooner.until)}: <strong>${fullWhenWords(sooner.startsAt)} UK time</strong>.</p><p><a href="/visit/${token}/find">Take it, or say no</a></p>` })}
      ${ahead && mode === 'phone' && html`<p>We call you at ${timeWords(startsAt)}. The number may be withheld.</p>`}
      ${step === 'too-early' && mode === 'video' && html`<p>From 15 minutes before, this page has a Join button.</p>`}
      ${canJoin(step) && joinForm(`/visit/${token}/join`)}
      ${ahead && !started && html`<p><a href="/visit/${token}/find">Move or cancel it</a>: you need a code that we send.</p>`}
      ${!ahead && html`<p><a href="/book">Book another time</a></p>`}`,
  })
}

/** An appointment that cannot be then: whose times are kept shows once they say who they are. */
const chooseFirst = (token: string, startsAt: Temporal.Instant): SafeHtml =>
  layout({
    title: 'Choose another time',
    body: html`<h1 class="nhsuk-heading-l">Choose another time</h1>
      <p class="nhsuk-lede-text">We are sorry. We cannot be there on ${fullWhenWords(startsAt)}.</p>
      <p>We keep other times for you. <a href="/visit/${token}/find">Choose one of them</a>: you need a code that we send.</p>`,
  })
