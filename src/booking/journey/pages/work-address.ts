import { html } from '#lib/html'
import { button } from '#nhsuk'
import { layout } from '#web'

const title = 'This looks like a work address'

/** An interruption: people at work may see what arrives there. Carrying on is one press. */
export const workAddressPage = ({ email }: { email: string }) =>
  layout({
    title,
    back: '/book/contact',
    body: html`<h1 class="nhsuk-heading-l">${title}</h1>
      <p>You gave <strong>${email}</strong>.</p>
      <p>
        Some employers can see what arrives in work inboxes and calendars. Our messages say only “Your appointment” and when it
        is. A personal address is safer.
      </p>
      <form method="post" action="/book/work-address" novalidate>
        ${button({ text: 'Use another', name: 'choice', value: 'another' })}
        ${button({ text: 'Carry on', name: 'choice', value: 'carry-on', variant: 'secondary' })}
      </form>`,
  })
