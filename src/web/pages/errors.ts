import { html, type SafeHtml } from '#lib/html'
import type { TooLarge } from '../route.ts'
import { layout } from './layout.ts'

export type ErrorPage = {
  status: number
  reference?: string | undefined
  /** Whether the address is one of staff, who have booked nothing. */
  staff?: boolean
  /** Where a file was sent: what is said of one that is too large. */
  ifTooLarge?: TooLarge | undefined
}

/**
 * The page for a request that could not be answered. It says nothing of what was asked, so that a page that is not
 * there and one that is somebody else's are the same. The reference of a fault leads to its log line.
 */
export function errorPage({ status, reference, staff = false, ifTooLarge }: ErrorPage): SafeHtml {
  const pages = staff ? pagesOfStaff : pagesOfClients
  const { title, body } =
    status === 413 && ifTooLarge
      ? tooLarge(ifTooLarge)
      : (pages[status] ?? (status < 500 ? pages[400]! : fault(reference, staff)))
  return layout({ title, body: html`<h1 class="nhsuk-heading-l">${title}</h1>${body}` })
}

type Words = { title: string; body: SafeHtml }

const findBooking = html`<p>If you have booked a session, you can <a href="/booking">find your appointment</a>.</p>`
const toStaffStart = html`<p>You can also <a href="/team">go to your first page</a>.</p>`

/** The pages by their status; `again` says what to try, `on` where else to go. */
const pagesOf = (missing: SafeHtml, again: SafeHtml, on: SafeHtml): Record<number, Words> => ({
  400: {
    title: 'Sorry, we could not read that',
    body: html`<p>What your browser sent could not be read. Nothing has changed.</p>${again}`,
  },
  403: {
    title: 'Sorry, we could not accept that',
    body: html`<p>
        We only take answers sent from our own pages. Nothing has changed. This can happen when a page has been open in
        an older browser, or when something on the way changes what is sent.
      </p>${again}`,
  },
  404: { title: 'Page not found', body: missing },
  405: {
    title: 'Sorry, that cannot be done here',
    body: html`<p>This page cannot be used that way. Nothing has changed.</p>${again}`,
  },
  413: {
    title: 'Sorry, that is too long',
    body: html`<p>What you sent is longer than we can take. Nothing has changed.</p>${again}`,
  },
  429: {
    title: 'Please wait a moment',
    body: html`<p>We have had many requests in a short time. Wait a minute, then try again.</p>${on}`,
  },
})

const checkAddress = html`<p>If you typed the web address, check it is correct. If you pasted it, check you copied all of it.</p>`

const pagesOfClients = pagesOf(
  html`${checkAddress}
      ${findBooking}
      <p>You can also <a href="/">go to the start page</a>.</p>`,
  html`<p>Go back and try again, or <a href="/">start again</a>.</p>${findBooking}`,
  findBooking,
)

const pagesOfStaff = pagesOf(
  html`${checkAddress}
      <p>If you came from another page, what you looked for may have been changed or taken back meanwhile, or it is not yours to see.</p>
      <p><a href="/team">Go to your first page</a></p>`,
  html`<p>Go back and try again.</p>${toStaffStart}`,
  toStaffStart,
)

const tooLarge = ({ words, back }: TooLarge): Words => ({
  title: 'Sorry, that file is too large',
  body: html`<p>${words}. Nothing has changed.</p><p><a href="${back}">Go back and choose another file</a></p>`,
})

const fault = (reference: string | undefined, staff: boolean): Words => ({
  title: 'Sorry, there is a problem with this page',
  body: html`<p>Try again later.${!staff && ' If you have booked a session, your booking is not changed by this.'}</p>
    ${reference && html`<p>If you tell us about it, give this reference: <strong>${reference}</strong>.</p>`}
    ${staff ? toStaffStart : findBooking}`,
})
