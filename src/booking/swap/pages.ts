import { html, type Piece, type SafeHtml } from '#lib/html'
import { sentence } from '#lib/text'
import { dateWords, fullWhenWords, nearDate, timeWords, whenWords } from '#lib/time'
import { button, card, errorSummary, radios } from '#nhsuk'
import { layout } from '#web'
import type { Swappable } from './choose.ts'

/** A swap that a coach offered for one of their own sessions. */
export type OwnOffer = { coach: string; at: Temporal.Instant; missed: boolean }

/** A swap that a colleague offers. */
export type Offered = {
  id: string
  coach: string
  ownAt: Temporal.Instant
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  mode: string
  serviceName: string
  /** `open`, agreed to by the coach who looks (`agreed`), or not to be made after all (`missed`). */
  state: string
}

type SwapPage = {
  id: string
  coachName: string
  startsAt: Temporal.Instant
  now: Temporal.Instant
  sessions: readonly Swappable[]
  /** The day whose sessions they are; null where they are the nearest of all. */
  day: Temporal.PlainDate | null
  /** Where there may be more: on which days. */
  days: readonly Temporal.PlainDate[]
  error: string | null
}

/** How a session is named in the form: by whose it is and when. */
export const nameOf = ({ coachId, startsAt }: Pick<Swappable, 'coachId' | 'startsAt'>): string =>
  `${coachId} ${startsAt.toString()}`

/** Colleagues' sessions for which one's own could be offered. */
export const swapPage = (of: SwapPage): SafeHtml => {
  const { id, coachName, startsAt, now, sessions, day, days, error } = of
  return layout({
    title: 'Offer a swap',
    back: `/team/sessions/${id}`,
    team: { name: coachName },
    error: error !== null,
    body: html`${
      error !== null && errorSummary({ titleText: 'There is a problem', errorList: [{ text: error, href: '#with' }] })
    }
      <h1 class="nhsuk-heading-l">Offer a swap<span class="nhsuk-caption-l">Your session: ${whenWords(startsAt, now)}</span></h1>
      ${day !== null && html`<h2 class="nhsuk-heading-m">${dateWords(day)}</h2>`}
      ${sessions.length === 0 ? (days.length > 0 ? nothingHere : nothing) : choice(of)}
      ${days.length > 0 && moreDays(of)}`,
  })
}

/** Not all are shown: the rest by day. */
const moreDays = ({ id, sessions, day, days }: SwapPage) => html`<h2 class="nhsuk-heading-m">Other days</h2>
  ${
    day === null
      ? html`<p>${sessions.length > 0 && `Only the ${sessions.length} nearest to yours are shown. `}There may be more. Choose a day to see all of that day.</p>`
      : html`<p><a href="/team/sessions/${id}/swap">The nearest to yours</a></p>`
  }
  <ul class="nhsuk-list">
    ${days.map((one) => html`<li>${day?.equals(one) ? html`<strong>${nearDate(one)}</strong>` : html`<a href="/team/sessions/${id}/swap?day=${one.toString()}">${nearDate(one)}</a>`}</li>`)}
  </ul>`

const nothingHere = html`<p>There is no session here that you could hold while its coach holds yours.</p>`

const nothing = html`<p>There is no session of a colleague that you could hold while they hold yours.</p>
  <p>You can ask for cover instead.</p>`

const choice = ({ id, sessions, now, day, error }: SwapPage) =>
  html`<p>You would hold the session that you choose, and its coach yours. Nothing changes until they agree.</p>
    <form method="post" action="/team/sessions/${id}/swap${day !== null && `?day=${day.toString()}`}" novalidate>
      ${radios({
        idPrefix: 'with',
        name: 'with',
        fieldset: { legend: { text: 'Which session would you hold instead?', size: 's' } },
        ...(error === null ? {} : { errorMessage: { text: error } }),
        items: sessions.map((one) => ({
          value: nameOf(one),
          text: `${timesOf(one, now)}: ${one.coach}`,
          hint: { text: what(one) },
        })),
      })}
      ${button({ text: 'Offer the swap', preventDoubleClick: true })}
    </form>`

const timesOf = ({ startsAt, endsAt }: Pick<Offered, 'startsAt' | 'endsAt'>, now: Temporal.Instant) =>
  `${sentence(whenWords(startsAt, now))} to ${timeWords(endsAt)}`
const what = ({ mode, serviceName }: Pick<Offered, 'mode' | 'serviceName'>) =>
  `${mode === 'video' ? 'Video' : 'Phone: you call'}. ${serviceName}`

/** Swaps that colleagues offer, with the two answers to each; nothing where there are none. */
export const swapsAsked = (offered: readonly Offered[], now: Temporal.Instant): Piece =>
  offered.length > 0 && html`<h2 class="nhsuk-heading-m">Swaps</h2>${offered.map((one) => swapCard(one, now))}`

function swapCard(offer: Offered, now: Temporal.Instant): SafeHtml {
  const { id, coach, ownAt, state } = offer
  const descriptionHtml = html`<p>
      ${coach} offers a swap: your session ${whenWords(ownAt, now)}, for theirs ${whenWords(offer.startsAt, now)} to ${timeWords(offer.endsAt)}.
    </p>
    <p>${what(offer)}.</p>`
  const shared = { headingLevel: 3, headingSize: 's' } as const
  if (state === 'agreed')
    return card({
      ...shared,
      heading: 'You agreed to a swap',
      descriptionHtml: html`${descriptionHtml}<p>It is done within a minute. Both clients are told for you.</p>`,
    })
  if (state === 'missed')
    return card({
      ...shared,
      heading: 'A swap could not be made',
      descriptionHtml: html`${descriptionHtml}<p>One of you is no longer free then. Each has their own session.</p>`,
    })
  const answer = (value: string, text: string) =>
    button({
      html: html`${text}<span class="nhsuk-u-visually-hidden">: ${coach}, ${whenWords(offer.startsAt, now)}</span>`,
      name: 'answer',
      value,
      variant: 'secondary',
      small: true,
    })
  return card({
    ...shared,
    heading: 'A colleague offers a swap',
    descriptionHtml: html`${descriptionHtml}
      <form method="post" action="/team/swaps/${id}" novalidate>
        ${answer('agree', 'Agree')} ${answer('not', 'Not this time')}
      </form>`,
  })
}

/** What a coach reads of the swap that they offered for a session. */
export const ownOfferWords = ({ coach, at, missed }: OwnOffer): string =>
  missed
    ? `The swap with ${coach} could not be made: one of you is no longer free. This session stays yours.`
    : `You offered ${coach} a swap for their session on ${fullWhenWords(at)}. Nothing changes until they agree.`

/** The same once the colleague agreed. */
export const agreedWords = ({ coach, at }: OwnOffer): string =>
  `${coach} agreed to the swap. Within a minute you have their session on ${fullWhenWords(at)}, and they have this one.`
