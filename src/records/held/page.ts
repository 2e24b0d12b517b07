import { html, type SafeHtml } from '#lib/html'
import { fullWhenWords } from '#lib/time'
import { insetText } from '#nhsuk'
import { layout } from '#web'
import type { Fact, Held, Part } from './gather.ts'

/** All that is held, on one page that prints. */
export const heldPage = ({ parts, lacks }: Held): SafeHtml =>
  layout({
    title: 'What we hold about you',
    you: true,
    back: '/you',
    body: html`<h1 class="nhsuk-heading-l">What we hold about you</h1>
      <p>This is everything in our database that belongs to you. What is sealed was opened for this page with your own keys. Four
        things may be missing: what you cannot be told yet because it could put somebody at risk; a coach’s private notes, and whether
        a coach is never offered to you, since that says something of the coach, both of which you can ask us for; and what was answered to our texts from a number that you have not proved to be yours.</p>
      ${lacks !== null && insetText({ text: lacks })}
      <p>
        <a href="/you/data/download.html">Download it to read</a> or
        <a href="/you/data/download.json">download it for another program</a>. Your workplace is not here: we used it for your area and to
        choose a coach, and did not keep it.
      </p>
      ${parts.map(partOf)}
      <h2 class="nhsuk-heading-m">What you can do</h2>
      <ul class="nhsuk-list nhsuk-list--bullet">
        <li><a href="/you/opened">See who has opened your record</a></li>
        <li><a href="/you/evaluation">Keep it out of the evaluation</a></li>
        <li><a href="/data-complaint">Complain about how your data was used</a></li>
        <li><a href="/you/delete">Delete everything</a></li>
      </ul>`,
  })

/** The same as a file that opens anywhere: no styles, nothing loaded. */
export const heldFile = ({ parts, lacks }: Held, at: Temporal.Instant): string =>
  String(html`<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>What is held about you</title></head>
<body>
<h1>What is held about you</h1>
<p>As it was on ${fullWhenWords(at)} UK time.</p>
${lacks !== null && html`<p><strong>${lacks}</strong></p>`}
${parts.map(partOf)}
</body>
</html>
`)

const partOf = ({ title, rows }: Part): SafeHtml =>
  html`<h2 class="nhsuk-heading-m">${title}</h2>
    ${rows.map((facts) => html`<dl class="app-facts">${facts.filter(({ value }) => value !== null).map(factOf)}</dl>`)}`

const factOf = ({ name, value }: Fact) =>
  html`<div><dt><strong>${name}</strong></dt><dd class="app-written">${inWords(value!)}</dd></div>`

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(\+00:00|Z)$/

const inWords = (value: string) => (moment.test(value) ? fullWhenWords(Temporal.Instant.from(value)) : value)
