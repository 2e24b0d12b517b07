import { html, type SafeHtml } from '#lib/html'
import { phoneLink } from '#lib/phone'
import type { Service } from '#organisations'
import { panel } from '#nhsuk'
import { layout } from '#web'

export type ThanksPage = { service: Pick<Service, 'name'>; phone: string | null; email: string | null }

/** Says that an enquiry has come, what happens with it, and what can be done meanwhile. */
export const thanksPage = ({ service, phone, email }: ThanksPage): SafeHtml =>
  layout({
    title: 'Thank you, we have it',
    body: html`
      ${panel({ titleText: 'Thank you, we have it', text: service.name })}
      <p>Somebody from the programme will write to the address you gave. There is nothing else you need to do.</p>
      <p>We delete what you sent 30 days after we have answered you, and a year from now at the latest.</p>
      ${(phone || email) && html`<p>To change or take back what you sent, ${reach(phone, email)}.</p>`}
      <h2 class="nhsuk-heading-m">Meanwhile</h2>
      <ul class="nhsuk-list nhsuk-list--bullet">
        <li><a href="/book/topic">See times with a coach, one to one</a></li>
        <li><a href="/offers">See what else we offer</a></li>
        <li><a href="/urgent-help">If you need help now</a></li>
      </ul>
    `,
  })

const reach = (phone: string | null, email: string | null) =>
  html`${phone && html`call ${phoneLink(phone)}`}${phone && email && ' or '}${email && html`write to <a href="mailto:${email}">${email}</a>`}`
