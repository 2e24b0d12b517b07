import { html, trusted, type SafeHtml } from '#lib/html'

/**
 * Places in every page that only the server can fill: what it serves under which name, and whether this is the demo.
 * They are comments of markup, which no text put into a page can write.
 */
export const assetsSlot = trusted('<!--slot: assets-->')
export const noticeSlot = trusted('<!--slot: notice-->')
/** For the body of a page that asks for a passkey: the script that does it. */
export const passkeysSlot = trusted('<!--slot: passkeys-->')
/** For the body of a page that shows a week of a coach's times: the script by which they are dragged. */
export const timesSlot = trusted('<!--slot: times-->')
export const leaveSlot = trusted('<!--slot: leave-->')

/** Fills the places of a page that is sent from a path. */
export type Filler = (page: SafeHtml, path: string) => string

/** Gives the function that fills the places of a page. The way out is on every page but those of the team. */
export function createFiller(fill: {
  assets: SafeHtml
  passkeys: SafeHtml
  times: SafeHtml
  demo: boolean
  leaveTo: string | null
}): Filler {
  const notice = fill.demo ? demoNotice.markup : ''
  const leave = fill.leaveTo === null ? '' : leaveButton(fill.leaveTo).markup
  return ({ markup }, path) =>
    markup
      .replace(assetsSlot.markup, () => fill.assets.markup)
      .replace(passkeysSlot.markup, () => fill.passkeys.markup)
      .replace(timesSlot.markup, () => fill.times.markup)
      .replace(noticeSlot.markup, () => notice)
      .replace(leaveSlot.markup, () => (/^\/team(\/|$)/.test(path) ? '' : leave))
}

const leaveButton = (to: string) => html`<form class="app-leave" method="post" action="/leave" data-leave-to="${to}">
<button class="app-leave__button" type="submit">Leave this site</button>
</form>`

const demoNotice = html`<div class="app-notice">
  <div class="nhsuk-width-container">
    <p class="app-notice__words"><strong>Demonstration.</strong> The people and times are made up. Nobody is booked.</p>
  </div>
</div>`
