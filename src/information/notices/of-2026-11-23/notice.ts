import { html } from '#lib/html'
import type { Programme } from '#organisations'
import { kept, type Kept } from './kept.ts'
import { reach } from '../../pages/reach.ts'
import type { Notice } from '../notice.ts'

/** The notice of 23 November 2026. It stays as it was. */
export const of20261123: Notice = {
  from: '2026-11-23',
  changes: 'The first notice.',
  view: (programme) => html`
    <ul class="nhsuk-list nhsuk-list--bullet">
      <li>We do not tell your employer that you used this. No screen, report or export shows them anything about you.</li>
      <li>We do not ask who employs you. If you look up your workplace to find your area, we forget it at once.</li>
      <li>We do not record sessions, and no computer listens to them or writes them down.</li>
      <li>You need no account and no password. Any name will do.</li>
    </ul>
    <h2 class="nhsuk-heading-m">What we keep</h2>
    ${kept.map(keptRow)} ${whoSees(programme)} ${limits} ${messages} ${yourSay(programme)}
  `,
}

const keptRow = ({ what, purpose, seenBy, howLong }: Kept) => html`
  <h3 class="nhsuk-heading-s">${what}</h3>
  <ul class="nhsuk-list">
    <li><strong>What for:</strong> ${purpose}</li>
    <li><strong>Who can see it:</strong> ${seenBy}</li>
    <li><strong>How long:</strong> ${howLong}</li>
  </ul>
`

const whoSees = ({ runBy, controller }: Programme) => html`
  <h2 class="nhsuk-heading-m">Who can see what</h2>
  <h3 class="nhsuk-heading-s">Your employer</h3>
  <p>Nothing. Employers have no way in to this service.</p>
  <h3 class="nhsuk-heading-s">Those who pay</h3>
  <p>Counts, such as how many sessions took place. Never who came. <a href="/who-pays">Who pays, and what they get to see</a></p>
  <h3 class="nhsuk-heading-s">Your coach</h3>
  <p>The name you gave, when and how you talk, the kind of coaching, and any help or changes you asked for. Not your email address, your area, the kind of place you work in or your role. Your number, if you gave one, from 5 minutes before the session until 30 minutes after; each time it is shown, we record that.</p>
  <h3 class="nhsuk-heading-s">People who run the service</h3>
  <p>${runBy && `The service is run by ${runBy}. `}They may look at your booking and how to reach you when something goes wrong with it, such as a coach who is ill. They have no access to what you and your coach say to each other.</p>
  <p>A few people look after the computers and could reach what is stored there, names included. They may do so only to keep the service working.</p>
  <h3 class="nhsuk-heading-s">Companies that carry messages and calls</h3>
  <p>Emails and texts go through the companies that deliver them, like any others. A video session takes place in your coach’s own video room, which belongs to a video company. Choose a phone session if you would rather not use one.</p>
  ${controller && html`<p>${controller} decides what is kept and why, and is answerable for it in law (the “data controller”).</p>`}
`

const limits = html`
  <h2 class="nhsuk-heading-m">Where confidentiality ends</h2>
  <p>What you say to your coach is confidential. Your coach may have to tell somebody who can help, or somebody the law names, if:</p>
  <ul class="nhsuk-list nhsuk-list--bullet">
    <li>you or somebody else could be seriously harmed</li>
    <li>a child, or an adult who cannot protect themselves, is at risk</li>
    <li>it is about a serious crime or terrorism, or a court orders it</li>
    <li>patients are at serious risk and nobody has reported it, even after your coach has asked you to</li>
  </ul>
  <p>Your coach would talk to you first wherever that is safe, and would say no more than is needed. We would not tell your employer.</p>
`

const messages = html`
  <h2 class="nhsuk-heading-m">Messages and your calendar</h2>
  <p>Our messages and calendar entries speak of an appointment and do not say what it is about. We keep that a message was sent and when, but not its words. Work inboxes, calendars and devices can be seen by an employer, so use your own where you can.</p>
  <p>We use only the <a href="/cookies">cookies</a> that this service needs. Our pages load nothing from other companies and count no visits. We use your internet address to slow down misuse, and do not store it.</p>
`

const yourSay = (programme: Programme) => html`
  <h2 class="nhsuk-heading-m">Your say</h2>
  <p>You can ask for a copy of what we keep about you, have it corrected or have it deleted. ${askHow(programme)}</p>
  <p>If you are not happy with our answer, you can complain to the Information Commissioner’s Office at <a href="https://ico.org.uk/make-a-complaint/" rel="noreferrer">ico.org.uk</a> or on <a href="tel:03031231113">0303 123 1113</a>.</p>
`

function askHow(programme: Programme) {
  const how = reach(programme)
  return how ? html`To ask, ${how}.` : 'To ask, speak to whoever told you about this service.'
}
