import { html, type SafeHtml } from '#lib/html'
import type { Programme } from '#organisations'
import { layout } from '#web'
import { reach } from './reach.ts'

const title = 'If you found a weakness'

/** How to tell us that these pages are not as safe as they should be, and what we do then. */
export const securityPage = (programme: Programme): SafeHtml => {
  const how = reach(programme)
  return layout({
    title,
    body: html`
      <h1 class="nhsuk-heading-l">${title}</h1>
      <p>People trust us with what must not be seen by others. If you have found a way in which it could be, please tell us.</p>
      <p>${how ? html`To tell us, ${how}.` : 'To tell us, speak to whoever told you about this service.'} Say what you did and what you saw, so that we can see it too. Send nothing of anybody else’s.</p>
      <h2 class="nhsuk-heading-m">What we do</h2>
      <ul class="nhsuk-list nhsuk-list--bullet">
        <li>answer within 2 working days, and say within 10 what we think of it</li>
        <li>tell you when it is mended, and name you if you would like that</li>
        <li>tell the people it touched, and the Information Commissioner, where somebody’s information was at risk</li>
        <li>take no steps against you for looking in good faith, as below</li>
      </ul>
      <h2 class="nhsuk-heading-m">What we ask of you</h2>
      <ul class="nhsuk-list nhsuk-list--bullet">
        <li>use only bookings and people that you made up; stop as soon as you see somebody else’s</li>
        <li>do not change or delete anything, keep others from booking, or send them messages</li>
        <li>do not tell others until it is mended, or 90 days have passed</li>
      </ul>
    `,
  })
}
