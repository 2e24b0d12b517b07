import { html, type SafeHtml } from '#lib/html'
import { button } from '#nhsuk'
import { layout, passkeysSlot } from '#web'

/** Leads to the organisation's own sign-in: at once where there is a script, by one press where there is none. */
export const awayPage = ({ name, url, back }: { name: string; url: string; back: string }): SafeHtml =>
  layout({
    title: `Go on to ${name}`,
    back,
    body: html`<h1 class="nhsuk-heading-l">Go on to ${name}</h1>
      <p>You sign in there, and come back here.</p>
      ${button({ text: `Go on to ${name}`, href: url, attributes: { 'data-follow': '' } })} ${passkeysSlot}`,
  })

/** The one answer to a link that does not work, whatever is wrong with it. */
export const deadLinkPage = (): SafeHtml =>
  layout({
    title: 'This link does not work',
    body: html`<h1 class="nhsuk-heading-l">This link does not work</h1>
      <p>It may have been used, or it has ended. A link works once.</p>
      <p>Ask whoever let you have it for a new one. If you have a passkey already, <a href="/team/sign-in">sign in</a>.</p>`,
  })
