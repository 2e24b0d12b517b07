import { html, type SafeHtml } from '#lib/html'
import { pausedNotices, pausesOf, type Pause, type Service } from '#organisations'
import { layout } from '#web'
import { lengthWords, modeWords } from './words.ts'

const title = 'What we offer'

export type OffersPage = {
  services: readonly Service[]
  /** The pause of a service now; null where it takes somebody new. */
  pauseNow: (key: string) => Pause | null
  now: Temporal.Instant
}

/** All the services, each in a few lines with a way on. */
export const offersPage = ({ services, pauseNow, now }: OffersPage): SafeHtml =>
  layout({
    title,
    back: '/',
    body: html`
      <h1 class="nhsuk-heading-l">${title}</h1>
      <p class="nhsuk-lede-text">Everything here is free to you and confidential. You do not need a referral, and we do not tell your employer.</p>
      <p>What you say stays between you and your coach, unless somebody could be seriously harmed.</p>
      ${pausedNotices(pausesOf(services, pauseNow), now)}
      ${services.map(
        (service) => html`
          <h2 class="nhsuk-heading-m"><a href="/offers/${service.key}">${service.name}</a></h2>
          <p>${service.description}</p>
          <p>${modeWords(service)}, ${lengthWords(service)}. ${pauseNow(service.key) ? 'New bookings are paused.' : bookedHow(service)}</p>
        `,
      )}
    `,
  })

const bookedHow = ({ bookable }: Service) =>
  bookable === 'slots' ? 'You choose a time yourself.' : 'Tell us that you are interested and we will write to you.'
