import { html, type SafeHtml } from '#lib/html'
import { fullWhenWords } from '#lib/time'
import type { JoinStep } from '#meeting'
import { button, insetText, panel } from '#nhsuk'
import { layout } from '#web'
import { canJoin, joinForm } from '../join.ts'
import { summary, type Errors } from '../journey/pages/question.ts'
import { keepForm } from './keep-form.ts'
import { soonerTimes, speaks, type Sooner } from './sooner-page.ts'
import { waitingChange, type WaitingChange } from './stop.ts'

export type BookingPage = {
  id: string
  reference: string
  startsAt: Temporal.Instant
  minutes: number
  mode: string
  coachName: string
  coachBackground: string
  sentTo: 'email' | 'text'
  started: boolean
  step: JoinStep
  /** When a further one is let go unless its code is entered; null where there is nothing to enter. */
  keepUntil: Temporal.Instant | null
  /** Whether the contact may still be corrected here. */
  correctable: boolean
  /** What has just been done here. */
  said: 'moved' | 'code-sent' | 'no-code' | null
  /** In how many minutes this browser can have another code; null where it can have one now. */
  nextCodeMinutes: number | null
  /** A change about whoever booked that waits, and may be stopped here. */
  change: WaitingChange | null
  /** Whether another appointment of the same person is at this time. */
  sameTime: boolean
  /** Sooner times; null where there can be none. */
  sooner: Sooner | null
  errors?: Errors
}

/** What is booked, that nothing else is needed, and what can be changed. */
export function bookingPage(page: BookingPage): SafeHtml {
  const { id, reference, startsAt, started, step, said, keepUntil, nextCodeMinutes, errors = {} } = page
  const title = started
    ? 'Your appointment has started'
    : said === 'moved'
      ? 'Your appointment has moved'
      : 'You are booked'
  const wrong = Object.keys(errors).length > 0
  return layout({
    title,
    error: wrong,
    body: html`
      ${wrong && summary(errors)}
      ${panel({ titleText: title, text: `${fullWhenWords(startsAt)} UK time, ${page.minutes} minutes, ${page.mode === 'video' ? 'by video' : 'by phone'}` })}
      ${page.change && waitingChange(id, page.change)}
      ${page.sooner && speaks(page.sooner) && soonerTimes(id, page.sooner)}
      ${page.sameTime && atOnce}
      ${canJoin(step) && joinForm(`/booking/${id}/join`)}
      ${
        !started &&
        html`<p class="nhsuk-lede-text">${keepUntil ? 'To keep it, enter the code that we sent you.' : 'There is nothing else you need to do.'}</p>`
      }
      ${what(page)} ${keepUntil && keepForm({ id, until: keepUntil, said, nextCodeMinutes, errors })}
      ${!started && changes(page)}
      <p>Your reference is <strong>${reference}</strong>. ${!started && 'Keep it to find this appointment from another device.'}</p>
    `,
  })
}

const atOnce = insetText({
  text: 'You have another appointment at the same time. Both are kept for you: move or cancel the one that you do not need.',
})

const what = ({ mode, coachName, coachBackground, sentTo, step, started }: BookingPage) => html`
  <p>You will talk to ${coachName}${coachBackground && `, ${coachBackground}`}.</p>
  <p>
    ${mode === 'phone' && 'Your coach will call you at that time. The number may be withheld.'}
    ${mode === 'video' && step === 'too-early' && 'From 15 minutes before, this page and the link we sent you have a Join button.'}
    ${!started && `We sent the details ${sentTo === 'email' ? 'by email' : 'by text'}. They say only that you have an appointment.`}
  </p>
`

const changes = ({ id, correctable, sooner }: BookingPage) => html`<div class="app-screen-only">
  <h2 class="nhsuk-heading-m">Add it to your calendar, or change it</h2>
  <ul class="nhsuk-list">
    <li><a href="/booking/${id}/calendar.ics">Add to calendar</a> (it will only say “Appointment”)</li>
    <li><a href="/booking/${id}/move">Move it to another time</a></li>
    ${sooner?.reachable && !sooner.waits && html`<li><a href="/booking/${id}/sooner">Tell me if something opens sooner</a></li>`}
    <li><a href="/booking/${id}/cancel">Cancel it</a></li>
    <li><a href="/book">Book another appointment</a></li>
    ${correctable && html`<li><a href="/booking/${id}/contact">Correct your name, email address or phone number</a></li>`}
    <li><a href="/you/passphrase">Choose a passphrase</a>, so that nobody who reads your messages can see more than this</li>
  </ul>
  <p>You can move or cancel as late as you like, as often as you like. It costs nothing and changes nothing for you.</p>
</div>`

export type GonePage = {
  id: string
  startsAt: Temporal.Instant
  reference: string
  cancelledBy: string | null
  change: WaitingChange | null
}

/** An appointment that will not be: for when it was, why not, and the way to another. */
export function cancelledPage({ id, startsAt, reference, cancelledBy, change }: GonePage): SafeHtml {
  const title = 'This appointment is cancelled'
  return layout({
    title,
    body: html`<h1 class="nhsuk-heading-l">${title}</h1>
      ${cancelledBy !== null && html`<p>${reasons[cancelledBy]}</p>`}
      ${change && waitingChange(id, change)}
      <p>It was for ${fullWhenWords(startsAt)}. Nobody expects you then.</p>
      <p><a href="/book">Book another time</a></p>
      <p>Your reference is <strong>${reference}</strong>.</p>`,
  })
}

const reasons: Record<string, string> = {
  client: 'It was cancelled as you asked.',
  coach: 'We are sorry: we had to cancel it.',
  service: 'We are sorry: we had to cancel it.',
  unverified: 'We let it go, because the code that we sent to keep it was not entered within 30 minutes.',
}

/** An appointment whose time is over. */
export function overPage({ id, startsAt, change }: Pick<GonePage, 'id' | 'startsAt' | 'change'>): SafeHtml {
  const title = 'This appointment is over'
  return layout({
    title,
    body: html`<h1 class="nhsuk-heading-l">${title}</h1>
      ${change && waitingChange(id, change)}
      <p>It was on ${fullWhenWords(startsAt)}.</p>
      ${button({ text: 'Book again', href: '/book' })}`,
  })
}

/** Asks before it cancels, and says which appointment; `moved`: it was another time when the page was opened. */
export const cancelPage = ({ id, startsAt }: { id: string; startsAt: Temporal.Instant }, moved = false) =>
  layout({
    title: 'Cancel this appointment',
    back: `/booking/${id}`,
    body: html`<h1 class="nhsuk-heading-l">Cancel this appointment</h1>
      ${moved && insetText({ text: 'It has moved since you opened this page, and is not cancelled. This is when it is now.' })}
      <p>${fullWhenWords(startsAt)}</p>
      <p>You do not have to say why. Or <a href="/booking/${id}/move">move it to another time</a>.</p>
      <form method="post" action="/booking/${id}/cancel" novalidate><input type="hidden" name="start" value="${startsAt.toString()}">${button({ text: 'Cancel the appointment', variant: 'warning', preventDoubleClick: true })}</form>`,
  })

export const tooLatePage = ({ id }: { id: string }) =>
  layout({
    title: 'This appointment has started',
    back: `/booking/${id}`,
    body: html`<h1 class="nhsuk-heading-l">This appointment has started</h1>
      <p>It can no longer be moved or cancelled. <a href="/book">Book another time</a></p>`,
  })
