import { html, type SafeHtml } from '#lib/html'
import { phoneLink } from '#lib/phone'
import { fullWhenWords } from '#lib/time'
import { button } from '#nhsuk'
import { layout } from '#web'

/** `phone`: whom to call who cannot be there; null where no number is said. */
export type AskPage = { token: string; startsAt: Temporal.Instant; mode: string; phone: string | null }

/** Day, time and how, and one button. Who the session is with is not said: anybody may have opened the link. */
export const askPage = ({ token, startsAt, mode, phone }: AskPage): SafeHtml =>
  layout({
    title: 'Will you be there?',
    body: html`<h1 class="nhsuk-heading-l">Will you be there?</h1>
      <p>You have a session soon.</p>
      <p class="nhsuk-lede-text">${fullWhenWords(startsAt)} UK time, ${mode === 'video' ? 'by video' : 'by phone: you call'}</p>
      <form method="post" action="/acknowledge/${token}" novalidate>
        ${button({ text: 'I will be there', preventDoubleClick: true })}
      </form>
      <h2 class="nhsuk-heading-m">If you cannot</h2>
      <p>
        ${phone === null ? 'Call your provider now.' : html`Call ${phoneLink(phone)} now.`} Or open the session on
        <a href="/team/today">Today</a> and press Ask for cover: colleagues are asked at once.
      </p>`,
  })

export const thanksPage = (): SafeHtml =>
  layout({
    title: 'Thank you',
    body: html`<h1 class="nhsuk-heading-l">Thank you</h1>
      <p>We know now that you will be there.</p>
      ${toToday}`,
  })

/** The answer to a link for a session whose client was asked to choose another time. */
export const letGoPage = (): SafeHtml =>
  layout({
    title: 'Another time is looked for',
    body: html`<h1 class="nhsuk-heading-l">Another time is looked for</h1>
      <p>Operations look for another time with the client. The session is not yours to hold now. You need do nothing.</p>
      ${toToday}`,
  })

/** The one answer to a link by which there is nothing, or nothing more, to say. */
export const nothingPage = (): SafeHtml =>
  layout({
    title: 'There is nothing to answer here',
    body: html`<h1 class="nhsuk-heading-l">There is nothing to answer here</h1>
      <p>
        You may have answered already. Or the session has moved, is cancelled or has started, or somebody else has it now.
      </p>
      ${toToday}`,
  })

const toToday = html`<p><a href="/team/today">See Today</a></p>`
