import { html, type Piece, type SafeHtml } from '#lib/html'
import { sentence } from '#lib/text'
import { timeWords, whenWords } from '#lib/time'
import { button, card } from '#nhsuk'
import type { Sought } from '../team/sought.ts'
import { agreedWords, ownOfferWords, type OwnOffer } from '../swap/pages.ts'

/** A session that a colleague asks somebody to hold. Whose it is is not said. */
export type CoverAsked = {
  id: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  mode: string
  serviceName: string
  /** `open`, taken by the coach who looks (`mine`), or not to be had after all (`missed`). */
  state: string
}

/** Sessions that colleagues ask to be covered, with a button to take each; nothing where there are none. */
export const coverAsked = (asked: readonly CoverAsked[], now: Temporal.Instant): Piece =>
  asked.length > 0 &&
  html`<h2 class="nhsuk-heading-m">Cover</h2>
    ${asked.map((one) => coverCard(one, now))}`

function coverCard({ id, startsAt, endsAt, mode, serviceName, state }: CoverAsked, now: Temporal.Instant): SafeHtml {
  const when = `${sentence(whenWords(startsAt, now))} to ${timeWords(endsAt)}`
  const what = html`<p>${mode === 'video' ? 'Video' : 'Phone: you call'}. ${serviceName}.</p>`
  if (state === 'mine')
    return card({
      heading: `${when}: you take it`,
      headingLevel: 3,
      headingSize: 's',
      descriptionHtml: html`${what}
        <p>It is with your sessions within a minute. The client is told for you.</p>`,
    })
  if (state === 'missed')
    return card({
      heading: `${when}: you cannot take it`,
      headingLevel: 3,
      headingSize: 's',
      descriptionHtml: html`<p>Your time then is no longer free.</p>`,
    })
  return card({
    heading: `${when}: a session needs cover`,
    headingLevel: 3,
    headingSize: 's',
    descriptionHtml: html`${what}
      <form method="post" action="/team/covers/${id}" novalidate>
        ${button({
          html: html`Take it<span class="nhsuk-u-visually-hidden">: ${when}</span>`,
          variant: 'secondary',
          small: true,
          preventDoubleClick: true,
        })}
      </form>`,
  })
}

/** Asks for cover of one's own session, or says how far that has come; nothing once it has begun. */
export function coverBox(
  session: Covered & { id: string; status: string; ahead: boolean; sought: Sought | null },
): Piece {
  const { id, status, ahead, covered, coverBy, swap, sought } = session
  if (status !== 'booked' || !ahead) return null
  if (sought !== null)
    return sought.letGo && covered === false && coverBy === 'coach' && swap === null && holdAfterAll(id)
  if (covered === true) return html`<p>${goesWords(swap)}</p>`
  if (swap !== null)
    return html`<h2 class="nhsuk-heading-m">You offered a swap</h2>
      <p>${ownOfferWords(swap)}</p>
      ${form(`/team/sessions/${id}/cover/stop`, 'Take the offer back')}`
  if (covered === null || coverBy !== 'coach')
    return html`<h2 class="nhsuk-heading-m">If you cannot hold it</h2>
      ${covered === false && coverWords(session)}
      <p>We ask colleagues who match what the client asked for. It stays yours until one of them takes it.</p>
      ${form(`/team/sessions/${id}/cover`, 'Ask for cover')}
      ${covered === null && html`<p><a href="/team/sessions/${id}/swap">Offer a swap</a> with a session of a colleague’s.</p>`}`
  return html`<h2 class="nhsuk-heading-m">You asked for cover</h2>
    ${session.coverMissed && html`<p>${missedWords}</p>`}
    <p>It stays yours until a colleague takes it. If nobody has soon, call your provider.</p>
    ${holdAfterAll(id)}`
}

const holdAfterAll = (id: string) => form(`/team/sessions/${id}/cover/stop`, 'I will hold it after all')

/** How far cover of a session has come: whether somebody takes it, who asks, and whether the last who took it could not. */
type Covered = {
  covered: boolean | null
  coverBy: string | null
  coverMissed: boolean | null
  swap: OwnOffer | null
}

/** What Today says of a session for which cover is asked. */
export const coverWords = ({ covered, coverBy, coverMissed, swap }: Covered): Piece =>
  covered !== null &&
  html`<p>
    ${covered ? goesWords(swap) : swap !== null ? ownOfferWords(swap) : `${coverMissed ? missedWords : askedWords[coverBy ?? '']} It stays yours until a colleague takes it.`}
  </p>`

const missedWords = 'It is still yours: the colleague who was to take it is not free then.'

const askedWords: Readonly<Record<string, string>> = {
  coach: 'You asked for cover.',
  partner_rota: 'Your provider looks for a colleague to hold it.',
  lead_ops: 'The lead provider looks for a colleague to hold it.',
  worker: 'You have not said that you will be there, so we look for a colleague.',
}

const goesWords = (swap: OwnOffer | null) => (swap === null ? takenWords : agreedWords(swap))

const takenWords = 'A colleague takes it. It leaves your list within a minute.'

const form = (action: string, text: string) =>
  html`<form method="post" action="${action}" novalidate>
    ${button({ text, variant: 'secondary', preventDoubleClick: true })}
  </form>`
