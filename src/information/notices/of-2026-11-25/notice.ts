import { html } from '#lib/html'
import type { Programme } from '#organisations'
import { reach } from '../../pages/reach.ts'
import type { Notice } from '../notice.ts'
import { kept, type Basis, type Kept } from './kept.ts'
import { limits, messages, whoSees } from './who-sees.ts'

/** The notice of 25 November 2026. */
export const of20261125: Notice = {
  from: '2026-11-25',
  changes:
    'Says on what the law lets us keep each thing, how what is stored is sealed, what deleting means, and what we do not claim.',
  view: (programme) => html`
    <h2 class="nhsuk-heading-m">In one minute</h2>
    <ul class="nhsuk-list nhsuk-list--bullet">
      <li>No screen, report or export shows what you say to your employer, to those who pay or to our administrators.</li>
      <li>We do not tell your employer that you used this.</li>
      <li>We do not ask who employs you. If you look up your workplace to find your area, we forget it at once.</li>
      <li>Sessions are never recorded, and no computer listens to them.</li>
      <li>How to reach you is stored sealed, with a key of your own. Delete it and the key is destroyed.</li>
      <li>You can see every time that one of us opened what is yours.</li>
      <li>There are limits: your coach may have to act if somebody could be seriously harmed.</li>
    </ul>
    ${answerable(programme)}
    <h2 class="nhsuk-heading-m">What we keep</h2>
    ${kept.map(keptRow)} ${law} ${whoSees(programme)} ${limits} ${messages} ${deleting} ${rights(programme)} ${complain(programme)}
    ${notClaimed}
  `,
}

const answerable = (programme: Programme) => {
  const { controller, runBy } = programme
  const how = reach(programme)
  return html`
    <h2 class="nhsuk-heading-m">Who is answerable</h2>
    ${controller ? html`<p>${controller} decides what is kept and why, and is answerable for it in law (the “data controller”).</p>` : html`<p>Whoever offers you this service decides what is kept and why, and is answerable for it in law (the “data controller”).</p>`}
    ${runBy && html`<p>The service is run by ${runBy}.</p>`}
    <p>${how ? html`To ask anything about your information, or to reach the data protection officer, ${how}.` : 'To ask anything about your information, or to reach the data protection officer, speak to whoever told you about this service.'}</p>
  `
}

const keptRow = ({ what, purpose, basis, seenBy, howLong }: Kept) => html`
  <h3 class="nhsuk-heading-s">${what}</h3>
  <ul class="nhsuk-list">
    <li><strong>What for:</strong> ${purpose}</li>
    <li><strong>Who can see it:</strong> ${seenBy}</li>
    <li><strong>How long:</strong> ${howLong}</li>
    <li><strong>On what grounds:</strong> ${grounds[basis]}</li>
  </ul>
`

const grounds: Record<Basis, string> = {
  interests: 'to give you the service you ask for',
  consent: 'your consent',
  obligation: 'our duties under the law',
  safeguarding: 'to protect people',
}

const law = html`
  <h2 class="nhsuk-heading-m">On what grounds</h2>
  <ul class="nhsuk-list nhsuk-list--bullet">
    <li><strong>To give you the service you ask for:</strong> our legitimate interest in offering it, or our public task where a public body offers it (UK GDPR, Article 6(1)(f) or (e))</li>
    <li><strong>Your consent:</strong> what you tell us of help you need may say something of your health. You choose whether to tell us, and can take it back at any time (Articles 6(1)(a) and 9(2)(a))</li>
    <li><strong>Our duties under the law:</strong> to keep information safe, to show who opened it and to answer complaints (Article 6(1)(c))</li>
    <li><strong>To protect people:</strong> when somebody could be seriously harmed (Articles 6(1)(d) and (f), 9(2)(c) and (g), with the conditions for safeguarding in the Data Protection Act 2018)</li>
  </ul>
  <p>We make no decision about you by computer alone, and send nothing to countries outside the United Kingdom unless this notice says so.</p>
`

const deleting = html`
  <h2 class="nhsuk-heading-m">What deleting means</h2>
  <p>What says who you are is sealed with a key that is yours alone. When it is deleted, the key is destroyed, and what it sealed can no longer be read. This is final within 31 days, also in backups that are a year old: backups of the keys are not kept for longer.</p>
  <p>What stays cannot be told to be yours: that a session took place, counts already made, and that some record was opened at some time. A record made to keep somebody safe stays for as long as it says above.</p>
`

const rights = (programme: Programme) => {
  const how = reach(programme)
  return html`
    <h2 class="nhsuk-heading-m">Your rights</h2>
    <p>You can, at any time and without saying why:</p>
    <ul class="nhsuk-list nhsuk-list--bullet">
      <li>see what we keep about you, and who has opened it</li>
      <li>download it, in a form for people and a form for computers</li>
      <li>have it corrected</li>
      <li>have it deleted</li>
      <li>object to being counted when the service is evaluated; your coaching goes on just the same</li>
      <li>ask us to keep something but not use it, while a question about it is open</li>
      <li>take back your consent</li>
    </ul>
    <p><a href="/you">Go to your own pages</a> to begin. ${how && html`Or ${how}; we answer within a month.`}</p>
  `
}

const complain = (programme: Programme) => {
  const how = reach(programme)
  return html`
    <h2 class="nhsuk-heading-m">If you are not happy</h2>
    <p>${how ? html`Tell us first if you can: ${how}.` : 'Tell us first if you can.'} We say within 3 working days that we have your complaint, and answer within 25.</p>
    <p><a href="/data-complaint">Complain about how your data was used</a>. You need not be signed in.</p>
    <p>You can complain to the Information Commissioner at any time: <a href="https://ico.org.uk/make-a-complaint/" rel="noreferrer">ico.org.uk</a> or <a href="tel:03031231113">0303 123 1113</a>.</p>
  `
}

const notClaimed = html`
  <h2 class="nhsuk-heading-m">What we do not claim</h2>
  <ul class="nhsuk-list nhsuk-list--bullet">
    <li>That we never know who you are. You may give any name, but an address or a number can say who somebody is.</li>
    <li>That what is stored could never be opened: the service itself opens it to show it to you and your coach, and a few people look after its computers. What they open through the service is recorded.</li>
    <li>That an inbox, a device or a network of your employer is private: use your own where you can.</li>
    <li>That a video company keeps to our rules: where your coach uses a room of such a company, its rules hold there.</li>
  </ul>
`
