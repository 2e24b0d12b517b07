import { html, type Piece, type SafeHtml } from '#lib/html'
import { sentence } from '#lib/text'
import { fullWhenWords, timeWords, whenWords } from '#lib/time'
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
  error: string | null
}

/** How a session is named in the form: by whose it is and when. */
export const nameOf = ({ coachId, startsAt }: Pick<Swappable, 'coachId' | 'startsAt'>): string =>
  `${coachId} ${startsAt.toString()}`

/** Colleagues' sessions for which one's own could be offered. */
export const swapPage = ({ id, coachName, startsAt, now, sessions, error }: SwapPage): SafeHtml =>
  layout({
    title: 'Offer a swap',
    back: `/team/sessions/${id}`,
    team: { name: coachName },
    error: error !== null,
    body: html`${
      error !== null && errorSummary({ titleText: 'There is a problem', errorList: [{ text: error, href: '#with' }] })
    }
      <h1 class="nhsuk-heading-l">Offer a swap<span class="nhsuk-caption-l">Your session: ${whenWords(startsAt, now)}</span></h1>
      ${sessions.length === 0 ? nothing : choice(id, sessions, now, error)}`,
  })

const nothing = html`<p>There is no session of a colleague that you could hold while they hold yours.</p>
  <p>You can ask for cover instead.</p>`

const choice = (id: string, sessions: readonly Swappable[], now: Temporal.Instant, error: string | null) =>
  html`<p>You would hold the session that you choose, and its coach yours. Nothing changes until they agree.</p>
    <form method="post" action="/team/sessions/${id}/swap" novalidate>
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
