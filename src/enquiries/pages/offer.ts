import { html, type SafeHtml } from '#lib/html'
import { openWords, pausedNotice, type Pause, type Service } from '#organisations'
import { button, summaryList } from '#nhsuk'
import { layout } from '#web'
import { lengthWords, modeWords } from './words.ts'

export type OfferPage = {
  service: Service
  takesInterest: boolean
  /** While it takes nobody new. */
  pause: Pause | null
  now: Temporal.Instant
}

/** One service: what it is, who it is for, what happens, and the way to it. */
export const offerPage = ({ service, takesInterest, pause, now }: OfferPage): SafeHtml =>
  layout({
    title: service.name,
    back: '/offers',
    body: html`
      <h1 class="nhsuk-heading-l">${service.name}</h1>
      <p class="nhsuk-lede-text">${service.description}</p>
      ${pause ? pausedNotice(pause, now) : waysOn(service, takesInterest)}
      <h2 class="nhsuk-heading-m">Who it is for</h2>
      <p>${service.whoFor}</p>
      <h2 class="nhsuk-heading-m">What happens</h2>
      <p>${service.whatHappens}</p>
      ${summaryList({
        rows: [
          row('How long', lengthWords(service)),
          row('How', modeWords(service)),
          ...(service.bookable === 'slots' ? [row('When', `${openWords([service])}, every day`)] : []),
          row('Who with', service.deliveredBy),
          row('What it costs', 'Nothing to you'),
        ],
      })}
      <h2 class="nhsuk-heading-m">Confidential, and where that ends</h2>
      <p>What you say stays between you and your coach. If somebody could be seriously harmed, your coach may have to tell someone who can help, and would talk to you first wherever that is safe. <a href="/privacy">What we keep and who can see it</a></p>
    `,
  })

function waysOn(service: Service, takesInterest: boolean) {
  const { key, bookable, kind } = service
  const times = bookable === 'slots' && timesOf(service)
  if (!takesInterest) return times
  const interest = `/offers/${key}/interest`
  if (!times) return button({ text: 'Tell us you are interested', href: interest })
  return html`${times}<p>${kind === 'team' ? 'For a whole team' : 'For something else'}, <a href="${interest}">tell us what you would like</a>.</p>`
}

/** To the times of this very service, and to the coaches who offer it. */
const timesOf = ({ key }: Service) => html`${button({ text: 'See times', href: `/book/topic?offer=${key}` })}
  <p><a href="/book/choose-coach?offer=${key}">Read about the coaches</a></p>`

const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } })
