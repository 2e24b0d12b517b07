import { html, type SafeHtml } from '#lib/html'
import { dateWords, fullWhenWords } from '#lib/time'
import { button, checkboxes, details, errorSummary, insetText, panel, warningCallout } from '#nhsuk'
import { layout } from '#web'
import type { Receipt } from './delete.ts'

const title = 'Delete everything about you'
const sure = 'Tick the box if you want everything deleted'

/** What goes, what stays and why, and one box to be sure. */
export const deletePage = ({
  reviewOn,
  apart,
  error = false,
}: {
  reviewOn: string | null
  /** Whether something was booked under a contact of theirs that has not passed to them. */
  apart: boolean
  error?: boolean
}): SafeHtml =>
  layout({
    title,
    back: '/you/data',
    you: true,
    error,
    body: html`${error && errorSummary({ titleText: 'There is a problem', errorList: [{ text: sure, href: '#sure' }] })}
      <h1 class="nhsuk-heading-l">${title}</h1>
      ${reviewOn === null ? whatGoes(error, apart) : heldWords(reviewOn)}`,
  })

const whatGoes = (error: boolean, apart: boolean) => html`<p>You do not have to say why, and nobody has to agree.</p>
  ${apart && html`${insetText({ html: html`<p>Something was booked under your email address or number, and we cannot tell whether by you. Where it is yours, <a href="/you">say so</a> before you delete everything. What has not passed to you by then stays.</p>` })}`}
  <h2 class="nhsuk-heading-m">What goes</h2>
  <ul class="nhsuk-list nhsuk-list--bullet">
    <li>your name, email address and phone number, and how you sign in</li>
    <li>what you asked for, your goals and everything else that you or your coach wrote</li>
    <li>appointments that are still to come: they are cancelled, and your coach is told only that the time is free</li>
  </ul>
  <p>The keys to it are destroyed. That is final within 31 days, also in backups that are a year old.</p>
  <h2 class="nhsuk-heading-m">What stays</h2>
  <ul class="nhsuk-list nhsuk-list--bullet">
    <li>that a session took place at some time, under a random name that leads to nobody</li>
    <li>published figures, in which nobody can be told</li>
    <li>if a coach raised a worry about somebody’s safety: the record of it, for 8 years, because the law asks for it</li>
  </ul>
  ${warningCallout({ heading: 'This cannot be undone', text: 'We cannot bring anything back, and you get no more messages from us.' })}
  <form method="post" action="/you/delete" novalidate>
    ${checkboxes({
      idPrefix: 'sure',
      name: 'sure',
      items: [{ value: 'yes', text: 'Delete everything about me' }],
      ...(error ? { errorMessage: { text: sure } } : {}),
    })}
    ${button({ text: 'Delete it', variant: 'warning', preventDoubleClick: true })}
  </form>
  <p><a href="/you/data">Keep it</a></p>`

const heldWords = (reviewOn: string) => html`<p>
    We cannot delete your record now: there is a reason in law to keep it. You can ask us which. We look at it again on
    ${dateWords(Temporal.PlainDate.from(reviewOn))}.
  </p>
  <p>Nobody uses it for anything else in the meantime. You can <a href="/data-complaint">complain about this</a>.</p>`

/** What proves the deletion. Soon afterwards nobody knows whom it was for. */
export const receiptPage = ({ at, end }: Receipt): SafeHtml =>
  layout({
    title: 'Everything is deleted',
    body: html`${panel({ titleText: 'Everything is deleted', text: `${fullWhenWords(at)} UK time` })}
      <p>Your record is gone and its keys are destroyed. That is final within 31 days, also in backups.</p>
      <p>Print or save this page if you want a receipt: we cannot show it again later, because nothing here leads to you any more.</p>
      <p>Receipt: <code class="app-receipt">${end.at(-1)?.hash}</code></p>
      <p>
        It is the hash of the last entry of the trail of your record. Whoever has the proof that you downloaded and the lines below
        can see, without us, that the deletion was its end.
      </p>
      ${details({ summaryText: 'The end of the trail', html: html`<pre class="app-receipt" tabindex="0">${JSON.stringify(end, null, 1)}</pre>` })}
      <p><a href="/">Start again</a> whenever you like: you come as somebody new.</p>`,
  })
