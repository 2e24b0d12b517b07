import { html, type SafeHtml } from '#lib/html'
import { layout } from './layout.ts'

const title = 'Leaving this site quickly'

/** What the way out does, and what it cannot do. */
export const leavingPage = (to: string): SafeHtml =>
  layout({
    title,
    body: html`
      <h1 class="nhsuk-heading-l">${title}</h1>
      <p>“Leave this site”, at the top of every page, takes you to ${nameOf(to)} at once. On a keyboard you can press the Escape key 3 times instead, where JavaScript is on.</p>
      <h2 class="nhsuk-heading-m">What it clears</h2>
      <ul class="nhsuk-list nhsuk-list--bullet">
        <li>what you have typed or chosen and not yet sent with a booking</li>
        <li>our cookies in this browser, which also signs you out here</li>
      </ul>
      <p>The page you were on is no longer what Back leads to, and pages before it show nothing that you typed.</p>
      <p>A booking you made still stands. This browser no longer knows that you made it: to change it, <a href="/booking">find your appointment</a> with its reference and a code.</p>
      <h2 class="nhsuk-heading-m">What it cannot clear</h2>
      <ul class="nhsuk-list nhsuk-list--bullet">
        <li>your browser’s history, which may still list that our pages were opened</li>
        <li>messages that we have sent you</li>
        <li>what somebody who manages this device or its network has recorded</li>
      </ul>
      <p>If somebody else may look at this device, use a private window, clear the history afterwards, or use a device that is yours alone.</p>
    `,
  })

/** The page on the way out: it says nothing of where it comes from. */
export const goingPage = (to: string): SafeHtml => html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>${nameOf(to)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
</head>
<body>
<main><h1><a href="${to}" rel="noreferrer">${nameOf(to)}</a></h1></main>
</body>
</html>
`

const nameOf = (to: string) => new URL(to).hostname.replace(/^www\./, '')
