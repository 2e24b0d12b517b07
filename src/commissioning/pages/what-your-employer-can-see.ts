import { html, type SafeHtml } from '#lib/html'
import { insetText } from '#nhsuk'
import { layout } from '#web'
import type { Edition } from '../edition.ts'
import { editionTable } from './edition-table.ts'

export const title = 'What your employer can see'
export const filePath = '/what-your-employer-can-see/sessions.csv'

/** The promise with its limits, and the newest table itself, so that nobody has to take our word for it. */
export const whatYourEmployerCanSee = (edition: Edition | null): SafeHtml =>
  layout({
    title,
    wide: true,
    body: html`
      <div class="nhsuk-u-reading-width">
        <h1 class="nhsuk-heading-l">${title}</h1>
        <p class="nhsuk-lede-text">About you, nothing. Your employer has no way in to this service.</p>
        <ul class="nhsuk-list nhsuk-list--bullet">
          <li>No screen, report or export shows your employer, those who pay, or our administrators what you say.</li>
          <li>None shows them that you used this, or when.</li>
          <li>We do not keep where you work. If you look up your workplace to find your area, we forget it at once.</li>
        </ul>
        <p>Those who pay for the service get one table every three months. Your employer may be one of them. They get no other table of who uses the service. <a href="#table">See the newest table, exactly as they get it</a></p>
        ${limits}
      </div>
      <h2 class="nhsuk-heading-m" id="table">The newest table</h2>
      ${edition ? editionTable(edition, filePath) : noneYet()} ${more}
    `,
  })

const noneYet = () =>
  insetText({
    text: 'There is no table yet. The first one is made when the first full quarter (three months) is over. Until then those who pay see no figures here either.',
  })

const limits = html`
  <h2 class="nhsuk-heading-m">The limits of this promise</h2>
  <p>We would rather say them than have you find out.</p>
  <h3 class="nhsuk-heading-s">When somebody could be seriously harmed</h3>
  <p>Your coach may have to tell somebody who can help: if you or somebody else could be seriously harmed, if a child or an adult who cannot protect themselves is at risk, or if patients are at serious risk and nobody has reported it. They would talk to you first wherever that is safe, and say no more than is needed. We would not tell your employer.</p>
  <h3 class="nhsuk-heading-s">When the law says so</h3>
  <p>A court, or a law about terrorism or serious crime, can make us hand over what we keep about a person. What we do not keep, nobody can ask us for.</p>
  <h3 class="nhsuk-heading-s">The people who look after the computers</h3>
  <p>What you tell us is stored sealed, under a key of your own. But somebody in full control of the computer that holds the keys could open it. A few people look after these computers, and may use that power only to keep the service working.</p>
  <h3 class="nhsuk-heading-s">What can be seen at your end</h3>
  <p>Work inboxes, calendars, phones and networks can be seen by an employer. Our messages do not say what they are about, but use your own address and phone where you can.</p>
`

const more = html`
  <p><a href="/privacy">What we keep and who can see it</a></p>
  <p><a href="/who-pays">Who pays, and what they get to see</a></p>
`
