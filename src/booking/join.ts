import { anyone } from '#lib/door'
import { record } from '#audit'
import { html, type SafeHtml } from '#lib/html'
import { timeWords } from '#lib/time'
import { joinStep, type JoinStep, type Mode } from '#meeting'
import { button } from '#nhsuk'
import { layout, page, type Reply, type Visit } from '#web'
import type { RoomPorts } from './ports.ts'
import type { findBooking } from './queries.ts'

type Booking = NonNullable<Awaited<ReturnType<typeof findBooking.one>>>

const linkOf = ({ availability }: Pick<RoomPorts, 'availability'>, { coachId }: Booking) =>
  availability.coach(coachId)?.meetingLink ?? null

/** What joining leads to now; `over` also for what is cancelled. Whoever was said to attend, or not to, may come until the end. */
export function stepOf(ports: Pick<RoomPorts, 'availability'>, booking: Booking, now: Temporal.Instant): JoinStep {
  const { mode, startsAt, endsAt, status } = booking
  if (status === 'cancelled') return 'over'
  return joinStep({ mode: mode as Mode, meetingLink: linkOf(ports, booking), startsAt, endsAt, now })
}

/** Whether the Join button is there. */
export const canJoin = (step: JoinStep) => step === 'open-link' || step === 'coach-calls'

/** The one button that joins, wherever it stands. */
export const joinForm = (action: string): SafeHtml =>
  html`<form method="post" action="${action}" novalidate>${button({ text: 'Join' })}</form>`

/** Writes down that the client joined and shows the way in; null outside its time. */
export async function join(ports: RoomPorts, visit: Visit, booking: Booking): Promise<Reply | null> {
  const step = stepOf(ports, booking, visit.now)
  if (!canJoin(step)) return null
  await ports.db.withActor(anyone, (tx) =>
    record(tx, {
      verb: 'booking.joined',
      subjectKind: 'booking',
      subjectId: booking.id,
      actorKind: 'client',
      requestId: visit.requestId,
    }),
  )
  return page(joinPage({ link: step === 'open-link' ? linkOf(ports, booking) : null, startsAt: booking.startsAt }))
}

/** Where the video room is, or when the coach calls: the words hold from before the start until the end. */
export function joinPage({ link, startsAt }: { link: string | null; startsAt: Temporal.Instant }): SafeHtml {
  const title = 'Join your session'
  return layout({
    title,
    body: html`<h1 class="nhsuk-heading-l">${title}</h1>
      ${
        link
          ? html`<p>It starts at ${timeWords(startsAt)}. Your coach uses a video room of another provider; that provider’s terms apply there.</p>
            <p><a class="nhsuk-button" href="${link}" rel="noreferrer noopener">Open the video room</a></p>`
          : html`<p class="nhsuk-lede-text">Your coach calls you at ${timeWords(startsAt)}.</p>
            <p>If you miss the call, they call once more at ${timeWords(startsAt.add({ minutes: 5 }))}. The number may be withheld.</p>`
      }`,
  })
}
