import { html, type SafeHtml } from '#lib/html'
import { warningCallout } from '#nhsuk'

/** What stands above a form whose subject somebody else changed since it was opened. */
export const newerNotice: SafeHtml = warningCallout({
  heading: 'Somebody else changed this meanwhile',
  headingLevel: 2,
  html: html`<p>Nothing of yours is saved. What you typed is below, and what they changed is at the end of this page. Save again to let yours stand.</p>`,
})
