import { html, trusted, type SafeHtml } from '#lib/html'

/**
 * Places in every page that only the server can fill: what it serves under which name, and whether this is the demo.
 * They are comments of markup, which no text put into a page can write.
 */
export const assetsSlot = trusted('<!--slot: assets-->')
export const noticeSlot = trusted('<!--slot: notice-->')
/** For the body of a page that asks for a passkey: the script that does it. */
export const passkeysSlot = trusted('<!--slot: passkeys-->')

/** Gives the function that fills the places of a page. */
export function createFiller(fill: {
  assets: SafeHtml
  passkeys: SafeHtml
  demo: boolean
}): (page: SafeHtml) => string {
  const notice = fill.demo ? demoNotice.markup : ''
  return ({ markup }) =>
    markup
      .replace(assetsSlot.markup, () => fill.assets.markup)
      .replace(passkeysSlot.markup, () => fill.passkeys.markup)
      .replace(noticeSlot.markup, () => notice)
}

const demoNotice = html`<div class="app-notice">
  <div class="nhsuk-width-container">
    <p class="app-notice__words"><strong>Demonstration.</strong> The people and times are made up. Nobody is booked.</p>
  </div>
</div>`
