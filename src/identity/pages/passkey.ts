import { html, type Piece, type SafeHtml } from '#lib/html'
import { button, insetText } from '#nhsuk'
import { passkeysSlot } from '#web'

/** A button that asks this device for a passkey. It shows where a script can ask; where none can, the page says so. */
export const passkeyForm = (form: {
  /** Whether a passkey is made or proved. */
  work: 'create' | 'use'
  /** Where the answer goes; the question comes from there, `/ask`. */
  action: string
  words: string
  /** What else to do where this browser cannot. */
  instead: Piece
}): SafeHtml => html`<form method="post" action="${form.action}" data-passkey="${form.work}" data-ask="${form.action}/ask" hidden>
    <input type="hidden" name="credential" value="">
    <p class="nhsuk-error-message" role="alert" data-passkey-says hidden></p>
    ${button({ text: form.words })}
  </form>
  <div data-passkey-instead>
    ${insetText({ html: html`<p>A passkey needs JavaScript, and a browser that has passkeys. This one has not. ${form.instead}</p>` })}
  </div>
  ${passkeysSlot}`
