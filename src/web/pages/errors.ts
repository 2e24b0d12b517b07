import { html, type SafeHtml } from '#lib/html'
import { layout } from './layout.ts'

/**
 * The page for a request that could not be answered. It says nothing of what was asked, so that a page that is not
 * there and one that is somebody else's are the same. The reference of a fault leads to its log line.
 */
export function errorPage({ status, reference }: { status: number; reference?: string | undefined }): SafeHtml {
  const { title, body } = pages[status] ?? (status < 500 ? unreadable : fault(reference))
  return layout({ title, body: html`<h1 class="nhsuk-heading-l">${title}</h1>${body}` })
}

type Words = { title: string; body: SafeHtml }

const findBooking = html`<p>If you have booked a session, you can <a href="/booking">find your appointment</a>.</p>`
const startAgain = html`<p>Go back and try again, or <a href="/">start again</a>.</p>${findBooking}`

const unreadable: Words = {
  title: 'Sorry, we could not read that',
  body: html`<p>What your browser sent could not be read. Nothing has changed.</p>${startAgain}`,
}

const pages: Record<number, Words> = {
  403: {
    title: 'Sorry, we could not accept that',
    body: html`<p>
        We only take answers sent from our own pages. Nothing has changed. This can happen when a page has been open in
        an older browser, or when something on the way changes what is sent.
      </p>${startAgain}`,
  },
  404: {
    title: 'Page not found',
    body: html`<p>If you typed the web address, check it is correct. If you pasted it, check you copied all of it.</p>
      ${findBooking}
      <p>You can also <a href="/">go to the start page</a>.</p>`,
  },
  405: {
    title: 'Sorry, that cannot be done here',
    body: html`<p>This page cannot be used that way. Nothing has changed.</p>${startAgain}`,
  },
  413: {
    title: 'Sorry, that is too long',
    body: html`<p>What you sent is longer than we can take. Nothing has changed.</p>${startAgain}`,
  },
  429: {
    title: 'Please wait a moment',
    body: html`<p>We have had many requests in a short time. Wait a minute, then try again.</p>${findBooking}`,
  },
}

const fault = (reference: string | undefined): Words => ({
  title: 'Sorry, there is a problem with this page',
  body: html`<p>Try again later. If you have booked a session, your booking is not changed by this.</p>
    ${reference && html`<p>If you tell us about it, give this reference: <strong>${reference}</strong>.</p>`}
    ${findBooking}`,
})
