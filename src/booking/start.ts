import { html, type SafeHtml } from '#lib/html'
import { phoneLink } from '#lib/phone'
import { whenWords, toInstant } from '#lib/time'
import { button } from '#nhsuk'
import { openWords, pausedNotices, pausesOf, windowWords, type PausesNow } from '#organisations'
import { layout, page, type Route } from '#web'
import { nextTime } from './next-time.ts'
import { listOfOpen, openServices, type OpenService } from './paused.ts'
import type { RoomPorts } from './ports.ts'

/** The start page: what it is, when somebody is free, and the other ways in. */
export const startRoute = ({ availability, clock, phone, plain }: RoomPorts): Route => ({
  method: 'GET',
  path: '/',
  may: 'anyone',
  handle: async () => {
    const now = clock()
    const services = availability.services()
    const service = services.find(({ key }) => key === 'lay-too')
    const wish = service && { service, mode: 'video' as const, longer: false, interpreter: false }
    const pauses = pausesOf(services, (key) => availability.paused(key))
    const at = wish ? nextTime(availability, wish, now.epochMilliseconds, ['video', 'phone']) : null
    return page(
      startPage({
        now,
        ...pauses,
        open: !pauses.paused && availability.paused('lay-too') ? openServices(availability, now) : null,
        next: at === null ? null : whenWords(toInstant(at), now),
        hours: openWords(services),
        window: service ? windowWords(service) : null,
        phone: phone(),
        plain: plain(),
      }),
    )
  },
})

export type StartPage = PausesNow & {
  now: Temporal.Instant
  next: string | null
  /** While the general service is paused and others are not: those that can be booked. Null otherwise. */
  open: readonly OpenService[] | null
  /** "8am to 10pm". */
  hours: string
  /** "4 weeks": how far ahead times are offered; null while there is no such service. */
  window: string | null
  phone: string | null
  /** Whether there is anything in easy read or another language. */
  plain: boolean
}

export const startPage = (shown: StartPage): SafeHtml => {
  const { now, paused, next, open, hours, window, phone, plain } = shown
  const closed = paused !== null || open?.length === 0
  return layout({
    title: 'Talk to a coach',
    body: html`
      <h1 class="nhsuk-heading-xl">Talk to a coach</h1>
      <p class="nhsuk-lede-text">
        Free and confidential, for everyone working in health and care. By video or phone, ${hours}, every day.
      </p>
      <p>What you say stays between you and your coach, unless somebody could be seriously harmed.</p>
      ${pausedNotices(shown, now)}
      ${!closed && (open ? listOfOpen(open) : whenFree(next, window))}
      <p>You do not need a password or a referral. We do not tell your employer that you used this.</p>
      ${
        !closed &&
        html`${button({ text: 'Start now', href: '/book/topic' })}
          <p>Takes about 2 minutes. You can move or cancel at any time.</p>`
      }
      <h2 class="nhsuk-heading-m">${closed ? 'Other ways to reach us' : 'Other ways to book'}</h2>
      <ul class="nhsuk-list nhsuk-list--bullet">
        ${
          phone &&
          html`<li>Call ${phoneLink(phone)}, ${hours} every day</li>
          <li>
            Relay UK, if you cannot hear or speak on the phone: dial ${phoneLink(`18001${phone}`, `18001 then ${phone}`)}
          </li>`
        }
        ${!closed && html`<li>British Sign Language: book here and choose a BSL interpreter, or a coach who signs</li>`}
        <li><a href="/booking">Find, move or cancel your appointment</a></li>
      </ul>
      <h2 class="nhsuk-heading-m">Before you decide</h2>
      <ul class="nhsuk-list nhsuk-list--bullet">
        <li><a href="/coaches">Read about our coaches</a></li>
        <li><a href="/privacy">What we keep and who can see it</a></li>
        <li><a href="/what-your-employer-can-see">What your employer can see</a></li>
        <li><a href="/who-pays">Who pays, and what they get to see</a></li>
        <li><a href="/offers">Groups, team coaching, away days and everything else we offer</a></li>
        ${plain && html`<li><a href="/plain">Easy read and other languages</a></li>`}
        <li><a href="/urgent-help">If you need urgent help</a></li>
      </ul>
    `,
  })
}

const whenFree = (next: string | null, window: string | null) =>
  html`<p>${next ? html`Next time free: <strong>${next}</strong>` : window ? `There are no free times in the next ${window}.` : 'There are no free times now.'}</p>`
