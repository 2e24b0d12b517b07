import { html, type SafeHtml } from '#lib/html'
import { backLink, skipLink } from '#nhsuk'
import { assetsSlot, leaveSlot, noticeSlot } from '../slots.ts'

export type Layout = {
  /** What the page is about, as its title says before the service's name. */
  title: string
  /** The content of the page, from its heading on. */
  body: SafeHtml
  /** Where the Back link leads; none without it. */
  back?: string | undefined
  /** Whether the page comes back with errors: its title says so first. */
  error?: boolean | undefined
  /** The member of staff who is signed in: the header then leads around their pages, Today where none are named. */
  team?: { name: string; pages?: readonly { href: string; text: string }[] | undefined } | undefined
  /** Whether a client is signed in: the header then leads around their own pages. */
  you?: boolean | undefined
  /** Whether the content takes the whole width instead of two thirds. */
  wide?: boolean | undefined
  /** The service's name. */
  service?: string | undefined
}

/** A whole page: every page has the skip link, a way to urgent help, and the same footer. */
export function layout({
  title,
  body,
  back,
  error,
  team,
  you = false,
  wide,
  service = 'Looking After',
}: Layout): SafeHtml {
  return html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>${error ? 'Error: ' : ''}${title} – ${service}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
${assetsSlot}
</head>
<body>
${skipLink({})}
<header class="app-header">
<div class="app-header__band">
<div class="nhsuk-width-container app-header__row">
<a class="app-header__name" href="${team ? ((team.pages ?? todayAlone)[0]?.href ?? '/team/account') : '/'}">${service}</a>
${team && teamLinks(team)}${you && youLinks}
</div>
</div>
<div class="app-urgent">
<div class="nhsuk-width-container app-urgent__row">
<p class="app-urgent__words">Need help now? <a href="/urgent-help">Urgent help</a></p>
${leaveSlot}
</div>
</div>
${noticeSlot}
</header>
<div class="nhsuk-width-container">
${back !== undefined && html`<nav aria-label="Back">${backLink({ href: back, text: 'Back' })}</nav>`}
<main class="nhsuk-main-wrapper" id="maincontent">
<div class="nhsuk-grid-row"><div class="nhsuk-grid-column-${wide ? 'full' : 'two-thirds'}">
${body}
</div></div>
</main>
</div>
${footer(service)}
</body>
</html>
`
}

const todayAlone = [{ href: '/team/today', text: 'Today' }]

const teamLinks = ({
  name,
  pages = todayAlone,
}: NonNullable<Layout['team']>) => html`<nav class="app-header__nav" aria-label="Team">
<ul class="app-header__list">
<li class="app-header__who"><a href="/team/account" aria-label="Your account: ${name}">${name}</a></li>
${pages.map(({ href, text }) => html`<li><a href="${href}">${text}</a></li>`)}
<li><form method="post" action="/team/sign-out"><button class="app-header__button" type="submit">Sign out</button></form></li>
</ul>
</nav>`

const youLinks = html`<nav class="app-header__nav" aria-label="Your pages">
<ul class="app-header__list">
<li><a href="/you">Your pages</a></li>
<li><form method="post" action="/you/sign-out"><button class="app-header__button" type="submit">Sign out</button></form></li>
</ul>
</nav>`

const footer = (service: string) => html`<footer class="app-footer">
<div class="nhsuk-width-container">
<h2 class="nhsuk-u-visually-hidden">Help and information</h2>
<ul class="app-footer__list">
<li><a href="/booking">Find your appointment</a></li>
<li><a href="/urgent-help">Urgent help</a></li>
<li><a href="/privacy">What we keep</a></li>
<li><a href="/what-your-employer-can-see">What your employer can see</a></li>
<li><a href="/cookies">Cookies</a></li>
<li><a href="/accessibility">Accessibility</a></li>
</ul>
<p class="app-footer__words">${service} is for everyone who works in health and care.</p>
</div>
</footer>`
