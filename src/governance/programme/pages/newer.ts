import { html, type SafeHtml } from '#lib/html'
import { warningCallout } from '#nhsuk'
import type { FieldErrors } from '#web'

/** What stands above a form whose subject was changed since it was opened. */
export const newerNotice = (): SafeHtml =>
  warningCallout({
    heading: 'This was changed meanwhile',
    headingLevel: 2,
    html: html`<p>What you typed is below, and what was changed is at the end of this page. Save again to let yours stand.</p>`,
  })

/** The same as an error of the page, which leads to the first field. */
export const newerErrors: FieldErrors = { name: 'This was changed after you opened it. Nothing of yours is saved' }
