import { anyone } from '#lib/door'
import { record } from '#audit'
import { html, type SafeHtml } from '#lib/html'
import { fullWhenWords } from '#lib/time'
import { joinStep, type Mode } from '#meeting'
import { button } from '#nhsuk'
import { layout, NotFound, page, type Route, type Visit } from '#web'
import { hashToken } from './links.ts'
import type { RoomPorts } from './ports.ts'
import { findBookingByVisit } from './queries.ts'

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
      const booking = await byToken(ports, visit)
      return page(visitPage({ ...booking, token: visit.params['token']!, step: stepOf(ports, visit, booking) }))
    },
  },
  {
    method: 'POST',
    path: '/visit/:token/join',
    may: 'anyone',
    takes: 'form',
    handle: async (visit) => {
      const booking = await byToken(ports, visit)
      const step = stepOf(ports, visit, booking)
      if (booking.status !== 'booked' || step === 'too-early' || step === 'over')
        return page(visitPage({ ...booking, token: visit.params['token']!, step }), { status: 409 })
      await ports.db.withActor(anyone, (tx) =>
        record(tx, {
          verb: 'booking.joined',
          subjectKind: 'booking',
          subjectId: booking.id,
          actorKind: 'client',
          requestId: visit.requestId,
        }),
      )
      return page(joinPage({ step, link: ports.availability.coach(booking.coachId)?.meetingLink ?? null }))
    },
  },
]

type Step = ReturnType<typeof joinStep>
type Found = NonNullable<Awaited<ReturnType<typeof findBookingByVisit.one>>>

async function byToken({ db }: RoomPorts, { params }: Visit): Promise<Found> {
  const token = params['token'] ?? ''
  const found = /^[\w-]{22}$/.test(token)
    ? await db.withActor(anyone, (tx) => findBookingByVisit.one(tx, hashToken(token)))
    : undefined
  if (!found) throw new NotFound()
  return found
}

const stepOf = ({ availability }: RoomPorts, { now }: Visit, { mode, startsAt, endsAt, coachId }: Found): Step =>
  joinStep({
    mode: mode as Mode,
    meetingLink: availability.coach(coachId)?.meetingLink ?? null,
    startsAt,
    endsAt,
    now,
  })

export function visitPage({
  token,
  status,
  startsAt,
  step,
}: {
  token: string
  status: string
  startsAt: Temporal.Instant
  step: Step
}): SafeHtml {
  const title = status === 'cancelled' ? 'This appointment is cancelled' : 'Your appointment'
  const open = status === 'booked' && (step === 'open-link' || step === 'coach-calls')
  return layout({
    title,
    body: html`<h1 class="nhsuk-heading-l">${title}</h1>
      <p class="nhsuk-lede-text">${fullWhenWords(startsAt)}</p>
      ${status === 'booked' && step === 'too-early' && html`<p>From 15 minutes before, this page has a Join button.</p>`}
      ${status === 'booked' && step === 'over' && html`<p>The time of this appointment is over.</p>`}
      ${open && html`<form method="post" action="/visit/${token}/join" novalidate>${button({ text: 'Join' })}</form>`}
      <p><a href="/booking">Move or cancel it</a>: you need your reference and a code that we send.</p>`,
  })
}

const joinPage = ({ step, link }: { step: Step; link: string | null }): SafeHtml =>
  layout({
    title: 'Join your session',
    body: html`<h1 class="nhsuk-heading-l">Join your session</h1>
      ${
        step === 'open-link' && link
          ? html`<p>Your coach uses a video room of another provider; that provider’s terms apply there.</p>
            <p><a class="nhsuk-button" href="${link}" rel="noreferrer noopener">Open the video room</a></p>`
          : html`<p>Your coach will call you now. The number may be withheld.</p>`
      }`,
  })
