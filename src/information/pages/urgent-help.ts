import { html, type SafeHtml } from '#lib/html'
import { phoneLink, textLink } from '#lib/phone'
import { layout } from '#web'

export type Helpline = {
  name: string
  words: string
  phone: string | null
  textTo: string | null
  url: string | null
  hours: string
  urgent: boolean
}

const title = 'Urgent help'

/** Whom to reach now, first of all; then who else helps people who work in health and care. */
export function urgentHelpPage({ helplines }: { helplines: readonly Helpline[] }): SafeHtml {
  const others = helplines.filter(({ urgent }) => !urgent)
  return layout({
    title,
    body: html`
      <h1 class="nhsuk-heading-l">${title}</h1>
      <p class="nhsuk-lede-text">Our coaches are not an emergency service. These people can help you now. You do not have to say where you work.</p>
      ${helplines.filter(({ urgent }) => urgent).map(helpline)}
      ${others.length > 0 && html`<h2 class="nhsuk-heading-l">Other help</h2>${others.map(smaller)}`}
      <h2 class="nhsuk-heading-m">If you have a session booked</h2>
      <p>Your booking stands. You can <a href="/booking">find, move or cancel it</a> at any time.</p>
    `,
  })
}

const helpline = (line: Helpline) => html`<h2 class="nhsuk-heading-m">${line.name}</h2>${about(line)}`
const smaller = (line: Helpline) => html`<h3 class="nhsuk-heading-s">${line.name}</h3>${about(line)}`

const about = ({ words, phone, textTo, url, hours }: Helpline) => html`
  <p>${words}</p>
  <ul class="nhsuk-list">
    ${phone && html`<li>Phone: <strong>${phoneLink(phone)}</strong></li>`}
    ${textTo && html`<li>Text: <strong>${textLink(textTo)}</strong></li>`}
    ${url && html`<li>Website: <a href="${url}" rel="noreferrer">${url.replace(/^https:\/\/(www\.)?|\/$/g, '')}</a></li>`}
    <li>${hours}</li>
  </ul>
`
