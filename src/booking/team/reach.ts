import { html, type Piece, type SafeHtml } from '#lib/html'
import { nameInHtml } from '#identity'
import { sayNumber, telLink } from '#meeting'
import { button } from '#nhsuk'
import type { ShownNumber } from './number.ts'
import type { Sought } from './sought.ts'

/** Whom a button is about, for those who do not see what it stands beside. */
type About = { name: string | null }

const aside = ({ name }: About) =>
  html`<span class="nhsuk-u-visually-hidden">, ${name === null ? 'a client' : nameInHtml(name)}</span>`

/** A session at short notice: a button to say that one will be there, or that it was said. Nothing of any other. */
export function acknowledgeBox(
  session: About & {
    id: string
    status: string
    ahead: boolean
    acknowledged: boolean | null
    sought: Sought | null
  },
): Piece {
  const { id, status, ahead, acknowledged, sought } = session
  // Until its client was asked, the word of its coach ends what the lead decided.
  if (sought !== null && (acknowledged || sought.told || !sought.letGo)) return null
  if (acknowledged === null || status !== 'booked' || !ahead) return null
  if (acknowledged) return html`<p>You said that you will be there.</p>`
  return html`<form method="post" action="/team/sessions/${id}/acknowledge" novalidate>
    ${button({ html: html`I will be there${aside(session)}`, preventDoubleClick: true })}
  </form>`
}

/** The coach's own room at another provider. */
export const joinButton = (meetingLink: string, about: About): SafeHtml =>
  html`<p><a class="nhsuk-button" href="${meetingLink}" rel="noreferrer noopener">Join by your own video room${aside(about)}</a></p>`

/**
 * The number to ring: hidden but for its end, with a button that shows it in its window; once shown, ways to call it.
 * `action` and `field` say where the button leads and what goes with it.
 */
export function callBox(
  { text, shown, inWindow }: ShownNumber,
  to: { action: string; field?: SafeHtml },
  about: About,
): SafeHtml {
  if (shown === 'whole')
    return html`<p><a class="nhsuk-button" href="${telLink(text)}">Call ${sayNumber(text)}</a></p>
      <p><a href="${telLink(text, { withheld: true })}">Call with your own number withheld</a></p>`
  return html`<p>The number: ${text}</p>
    ${
      inWindow
        ? html`<form method="post" action="${to.action}" novalidate>
            ${to.field}${button({ html: html`Show the number${aside(about)}` })}
          </form>
          <p>We record that you looked.</p>`
        : html`<p>It shows from 5 minutes before the session until 30 minutes after it.</p>`
    }`
}
