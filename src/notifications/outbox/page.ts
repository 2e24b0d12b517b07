import { html, type SafeHtml } from '#lib/html'
import { fullWhenWords } from '#lib/time'
import { details } from '#nhsuk'
import { layout } from '#web'

export type Captured = {
  id: number
  at: Temporal.Instant
  channel: 'email' | 'text'
  to: string
  subject: string | null
  text: string
  html: string | null
  ics: string | null
}

/** What really goes out beside being shown here: a relay is set, or a sender of texts. */
export type Leaves = { mail: boolean; texts: boolean }
export type OutboxPage = { messages: readonly Captured[]; to: string; leaves: Leaves }

/** What would have been sent, or was, newest first. HTML is shown as its source: nothing that somebody wrote runs here. */
export const outboxPage = ({ messages, to, leaves }: OutboxPage): SafeHtml =>
  layout({
    title: 'Mail and texts',
    wide: true,
    body: html`<h1 class="nhsuk-heading-l">Mail and texts</h1>
<p>${whatLeaves(leaves)} newest first.</p>
${to !== '' && html`<p>Only what went to ${to}. <a href="/dev/outbox">Show all</a></p>`}
${messages.length === 0 && html`<p>Nothing yet.</p>`}
${messages.map(captured)}`,
  })

const captured = ({ id, at, channel, to, subject, text, html: source, ics }: Captured) => html`<article>
<h2 class="nhsuk-heading-m">${subject ?? 'Text message'}</h2>
<p>${channel === 'email' ? 'Mail' : 'Text'} to <a href="/dev/outbox?to=${encodeURIComponent(to)}">${to}</a>, ${fullWhenWords(at)}</p>
<pre>${text}</pre>
${ics !== null && html`<p><a href="/dev/outbox/${id}/appointment.ics">Calendar entry</a></p>`}
${source !== null && details({ summaryText: 'Source of the HTML', html: html`<pre>${source}</pre>` })}
</article>
`

function whatLeaves({ mail, texts }: Leaves): string {
  if (mail && texts) return 'Mail and texts really go out, also to people whom somebody made up. This is what was sent,'
  if (mail) return 'Mail really goes out, also to addresses that somebody made up. Texts do not. This is what was sent,'
  if (texts) return 'Texts really go out, also to numbers that somebody made up. Mail does not. This is what was sent,'
  return 'In the demonstration nothing leaves this machine. This is what would have been sent,'
}
