import { html, type SafeHtml } from '#lib/html'
import type { Programme } from '#organisations'
import { layout } from '#web'

const title = 'Who pays, and what they get to see'

/** Who pays for the service and what they are and are not told. */
export const whoPaysPage = ({ paidBy, runBy }: Programme): SafeHtml =>
  layout({
    title,
    body: html`
      <h1 class="nhsuk-heading-l">${title}</h1>
      <p>It is free to you. ${paidBy ? `It is paid for by ${paidBy}.` : 'It is paid for by organisations, not by the people who use it.'}</p>
      ${runBy && html`<p>It is run by ${runBy}.</p>`}
      <h2 class="nhsuk-heading-m">What they get to see</h2>
      <p>They have no way in to bookings. What they are told are counts, such as:</p>
      <ul class="nhsuk-list nhsuk-list--bullet">
        <li>how many sessions took place</li>
        <li>how soon people could be seen</li>
        <li>how many people from each area used each service</li>
      </ul>
      <h2 class="nhsuk-heading-m">What they never get to see</h2>
      <ul class="nhsuk-list nhsuk-list--bullet">
        <li>your name, or how to reach you</li>
        <li>that you used the service, or when</li>
        <li>where you work: we do not keep it</li>
        <li>anything you said</li>
      </ul>
      <h2 class="nhsuk-heading-m">Your employer</h2>
      <p>Your employer does not have to agree, is not asked, and is told nothing, even where it is one of those who pay.</p>
      <p><a href="/what-your-employer-can-see">What your employer can see</a>: the table that those who pay get</p>
      <p><a href="/privacy">What we keep and who can see it</a></p>
    `,
  })
