import { html, type SafeHtml } from '#lib/html'
import { fullWhenWords } from '#lib/time'
import { button, details, input, insetText, panel } from '#nhsuk'
import { layout } from '#web'
import { summary, type Errors } from '../journey/pages/question.ts'

export type BookingPage = {
  id: string
  reference: string
  status: string
  startsAt: Temporal.Instant
  minutes: number
  mode: string
  coachName: string
  coachBackground: string
  sentTo: 'email' | 'text'
  started: boolean
  /** The contact has not been proved: every such page says the same. */
  unverified: boolean
  errors?: Errors
}

/** What is booked, that nothing else is needed, and what can be changed. */
export function bookingPage(page: BookingPage): SafeHtml {
  const { id, reference, status, startsAt, errors = {} } = page
  const cancelled = status === 'cancelled'
  const title = cancelled ? 'This appointment is cancelled' : 'You are booked'
  const when = fullWhenWords(startsAt)
  const wrong = Object.keys(errors).length > 0
  return layout({
    title,
    error: wrong,
    body: html`
      ${wrong && summary(errors)}
      ${
        cancelled
          ? html`<h1 class="nhsuk-heading-l">${title}</h1>
            <p>It was for ${when}. Nobody expects you then.</p>
            <p><a href="/book">Book another time</a></p>`
          : html`${panel({ titleText: title, text: `${when}, ${page.minutes} minutes, ${page.mode === 'video' ? 'by video' : 'by phone'}` })}
            <p class="nhsuk-lede-text">There is nothing else you need to do.</p>
            ${what(page)} ${changes(page)}`
      }
      <p>Your reference is <strong>${reference}</strong>. ${!cancelled && html`Keep it to find this appointment from another device.`}</p>
      ${page.unverified && !cancelled && keep(id, errors)}
    `,
  })
}

const what = ({ mode, coachName, coachBackground, sentTo }: BookingPage) => html`
  <p>You will talk to ${coachName}, ${coachBackground.charAt(0).toLowerCase() + coachBackground.slice(1)}.</p>
  <p>
    ${
      mode === 'phone'
        ? 'Your coach will call you at that time. The number may be withheld.'
        : 'We have sent you a link. From 15 minutes before, it has a Join button.'
    }
    We sent the details ${sentTo === 'email' ? 'by email' : 'by text'}. They say only that you have an appointment.
  </p>
`

const changes = ({ id, started }: BookingPage) => html`
  <h2 class="nhsuk-heading-m">Add it to your calendar, or change it</h2>
  <ul class="nhsuk-list">
    <li><a href="/booking/${id}/calendar.ics">Add to calendar</a> (it will only say “Appointment”)</li>
    ${
      !started &&
      html`<li><a href="/booking/${id}/move">Move it to another time</a></li>
      <li><a href="/booking/${id}/cancel">Cancel it</a></li>
      <li><a href="/booking/${id}/contact">Correct your email address or phone number</a></li>`
    }
  </ul>
  <p>You can move or cancel as late as you like, as often as you like. It costs nothing and changes nothing for you.</p>
`

const keep = (id: string, errors: Errors) =>
  details({
    summaryText: 'I already have an appointment',
    open: 'code' in errors,
    html: html`
      ${insetText({ text: 'If you already have an appointment under this address, enter the code we sent to keep this one.' })}
      <form method="post" action="/booking/${id}/keep" novalidate>
        ${input({
          id: 'code',
          name: 'code',
          label: { text: 'Code of 8 digits' },
          inputmode: 'numeric',
          autocomplete: 'one-time-code',
          classes: 'nhsuk-input--width-10',
          errorMessage: errors['code'],
        })}
        ${button({ text: 'Keep this appointment', variant: 'secondary' })}
      </form>
    `,
  })

export const cancelPage = ({ id, startsAt }: { id: string; startsAt: Temporal.Instant }) =>
  layout({
    title: 'Cancel this appointment',
    back: `/booking/${id}`,
    body: html`<h1 class="nhsuk-heading-l">Cancel this appointment</h1>
      <p>${fullWhenWords(startsAt)}</p>
      <p>You do not have to say why. Or <a href="/booking/${id}/move">move it to another time</a>.</p>
      <form method="post" action="/booking/${id}/cancel" novalidate>${button({ text: 'Cancel the appointment', variant: 'warning', preventDoubleClick: true })}</form>`,
  })

export const tooLatePage = ({ id }: { id: string }) =>
  layout({
    title: 'This appointment has started',
    back: `/booking/${id}`,
    body: html`<h1 class="nhsuk-heading-l">This appointment has started</h1>
      <p>It can no longer be moved or cancelled. <a href="/book">Book another time</a></p>`,
  })
