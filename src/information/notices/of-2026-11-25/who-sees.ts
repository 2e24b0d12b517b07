import { html } from '#lib/html'
import type { Programme } from '#organisations'

/** Who can see what, by who they are. */
export const whoSees = ({ runBy }: Programme) => html`
  <h2 class="nhsuk-heading-m">Who can see what</h2>
  <h3 class="nhsuk-heading-s">Your employer</h3>
  <p>Nothing. Employers have no way in to this service, even where they pay for it.</p>
  <h3 class="nhsuk-heading-s">Those who pay</h3>
  <p>Counts, such as how many sessions took place, with small numbers hidden. Never who came. <a href="/who-pays">Who pays, and what they get to see</a></p>
  <h3 class="nhsuk-heading-s">Your coach</h3>
  <p>The name you gave, when and how you talk, the kind of coaching, and any help or changes you asked for. Not your email address or your area. Your number, if you gave one, from 5 minutes before the session until 30 minutes after; each time it is shown, we record that.</p>
  <h3 class="nhsuk-heading-s">The organisation your coach works for</h3>
  <p>When its coaches are booked. Not your name, not how to reach you, and not that two sessions were with the same person.</p>
  <h3 class="nhsuk-heading-s">People who run the service</h3>
  <p>${runBy && `They work for ${runBy}. `}When sessions take place. Your name and how to reach you stay hidden until somebody says why they need them, such as a coach who is ill; you can see that they did. They have no access to what you and your coach say to each other.</p>
  <h3 class="nhsuk-heading-s">Those who check us</h3>
  <p>They look into concerns and complaints. Anything more of one person takes a reason and a second person, for one hour, and you are told.</p>
  <h3 class="nhsuk-heading-s">Companies that carry messages and calls</h3>
  <p>Emails and texts go through the companies that deliver them, like any others. Where a video session takes place in a room of your coach’s, it belongs to a video company. Choose a phone session if you would rather not use one.</p>
`

export const limits = html`
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

export const messages = html`
  <h2 class="nhsuk-heading-m">Messages, your calendar and this website</h2>
  <p>Our messages and calendar entries speak of an appointment and do not say what it is about. We keep that a message was sent and when, but not its words. Work inboxes, calendars and devices can be seen by an employer, so use your own where you can.</p>
  <p>We use only the <a href="/cookies">cookies</a> that this service needs. Our pages load nothing from other companies and count no visits. We use your internet address to slow down misuse, and do not store it. We count that somebody looked for a time, and not who. If somebody may look over your shoulder, <a href="/leave">leave this site quickly</a>.</p>
`
