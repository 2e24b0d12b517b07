import { html, type SafeHtml } from '#lib/html'
import { phoneLink, textLink } from '#lib/phone'
import { insetText } from '#nhsuk'
import { layout } from './layout.ts'

/** What the page for a database that is away must know beforehand: our own number, and who helps at once. */
export type Standing = {
  phone?: string | null
  helplines?: readonly {
    name: string
    words: string
    hours?: string
    phone?: string | null
    textTo?: string | null
  }[]
}

/** The page shown while nothing can be looked up. It asks nothing of the database. */
export function standingPage({ phone, helplines = [] }: Standing): SafeHtml {
  const title = 'We cannot look up bookings just now'
  return layout({
    title,
    body: html`<h1 class="nhsuk-heading-l">${title}</h1>
      ${insetText({ text: 'If you have a booking, your booking stands. Your coach still expects you.' })}
      <p>Wait a minute, then load this page again. If you were filling in a form, go back: what you typed is kept.</p>
      ${phone && html`<p>You can also call us on ${phoneLink(phone)}.</p>`}
      <h2 class="nhsuk-heading-m">If you need help now</h2>
      <p>Call ${phoneLink('999')} if someone’s life is at risk. Call ${phoneLink('111')} for urgent help that is not an emergency.</p>
      ${helplines.length > 0 && html`<ul class="nhsuk-list">${helplines.map(helpline)}</ul>`}`,
  })
}

const helpline = ({ name, words, hours, phone, textTo }: NonNullable<Standing['helplines']>[number]) =>
  html`<li><strong>${name}</strong>: ${words}${phone && html` Phone ${phoneLink(phone)}.`}${textTo && html` Text ${textLink(textTo)}.`}${hours && ` ${hours}`}</li>`
