import { html, type SafeHtml } from '#lib/html'
import { civilDate, dateWords, fullWhenWords } from '#lib/time'
import { button, errorSummary, input, tag, textarea } from '#nhsuk'
import { layout, type Layout } from '#web'
import type { complaints, destructions, dueForReview, holds } from '../queries.ts'

type Rows<Q extends (...all: never[]) => Promise<unknown[]>> = Awaited<ReturnType<Q>>
export type Complaint = Rows<typeof complaints>[number]

type Team = NonNullable<Layout['team']>

export type Office = {
  team: Team
  today: Temporal.PlainDate
  complaints: Rows<typeof complaints>
  holds: Rows<typeof holds>
  due: Rows<typeof dueForReview>
  destructions: Rows<typeof destructions>
  typed?: { reference: string; reason: string; review: string }
  /** The reason that was typed to keep one of those that are due. */
  keeping?: { id: string; reason: string }
  wrong?: Readonly<Record<string, string>>
}

/** What governance keeps an eye on about people's data: complaints with their clock, legal holds, what was destroyed. */
export const officePage = (office: Office): SafeHtml =>
  layout({
    title: 'People’s data',
    team: office.team,
    error: office.wrong !== undefined,
    body: html`${summaryOf(office)}
      <h1 class="nhsuk-heading-l">People’s data</h1>
      <h2 class="nhsuk-heading-m">Complaints</h2>
      ${office.complaints.length === 0 ? html`<p>Nobody has complained.</p>` : html`<ul class="nhsuk-list">${office.complaints.map((one) => line(one, office.today))}</ul>`}
      <h2 class="nhsuk-heading-m">Legal holds</h2>
      ${office.holds.length === 0 ? html`<p>No record is held.</p>` : office.holds.map(held)}
      ${holdForm(office)}
      <h2 class="nhsuk-heading-m">To be looked at before it is destroyed</h2>
      ${office.due.length === 0 ? html`<p>Nothing is due.</p>` : office.due.map((one) => reviewForm(one, office))}
      <h2 class="nhsuk-heading-m">Destroyed because its time was over</h2>
      ${office.destructions.length === 0 && html`<p>Nothing yet.</p>`}
      <ul class="nhsuk-list">
        ${office.destructions.map(({ at, kind, rule, howMany }) => html`<li>${fullWhenWords(at)}: ${howMany} ${kind} (${rule})</li>`)}
      </ul>`,
  })

const summaryOf = ({ wrong = {} }: Office) =>
  Object.keys(wrong).length > 0 &&
  errorSummary({
    titleText: 'There is a problem',
    errorList: Object.entries(wrong).map(([name, text]) => ({ text, href: `#${name}` })),
  })

const reviewForm = ({ kind, id, what, since }: Office['due'][number], { keeping, wrong = {} }: Office) => {
  const name = `reason-${id}`
  const about = html`<span class="nhsuk-u-visually-hidden">: ${what}</span>`
  return html`<form method="post" action="/team/privacy/reviews/${kind}/${id}" novalidate>
    <h3 class="nhsuk-heading-s">${what}</h3>
    <p>Its time was over on ${dateWords(Temporal.PlainDate.from(since))}.${kind === 'data_protection_complaint' && html` <a href="/team/privacy/${id}">Read it</a>`}</p>
    ${textarea({ id: name, name: 'reason', label: { html: html`Why it has to be kept for longer${about}` }, value: keeping?.id === id ? keeping.reason : '', rows: 2, ...(wrong[name] ? { errorMessage: { text: wrong[name] } } : {}) })}
    ${button({ html: html`Keep it for another year${about}`, name: 'done', value: 'kept', variant: 'secondary' })}
    ${button({ html: html`Destroy it${about}`, name: 'done', value: 'destroyed', variant: 'warning', preventDoubleClick: true })}
  </form>`
}

function line(complaint: Complaint, today: Temporal.PlainDate): SafeHtml {
  const { id, reference, receivedAt, acknowledgedAt, answeredAt, acknowledgeBy, answerBy } = complaint
  const due = Temporal.PlainDate.from(acknowledgedAt === null ? acknowledgeBy : answerBy)
  const late = answeredAt === null && Temporal.PlainDate.compare(due, today) < 0
  const state =
    answeredAt !== null ? 'Answered' : `${acknowledgedAt === null ? 'Acknowledge' : 'Answer'} by ${dateWords(due)}`
  return html`<li>
    <a href="/team/privacy/${id}">${reference}</a>, received ${dateWords(civilDate(receivedAt))}. ${state}
    ${late && tag({ text: 'Late', classes: 'nhsuk-tag--red' })}
  </li>`
}

const held = ({ id, reason, reviewOn, owner, due }: Office['holds'][number]) => html`<div class="app-held">
  <p><strong>${reason}</strong> ${due && tag({ text: 'Look at it again', classes: 'nhsuk-tag--yellow' })}</p>
  <p>Owner: ${owner}. To be looked at again on ${dateWords(Temporal.PlainDate.from(reviewOn))}.</p>
  <form method="post" action="/team/privacy/holds/${id}/lift" novalidate>${button({ text: 'Lift this hold', variant: 'secondary' })}</form>
</div>`

function holdForm({ typed = { reference: '', reason: '', review: '' }, wrong = {} }: Office): SafeHtml {
  const error = (name: string) => (wrong[name] ? { errorMessage: { text: wrong[name] } } : {})
  return html`<h3 class="nhsuk-heading-s">Hold a record</h3>
    <form method="post" action="/team/privacy/holds" novalidate>
      ${input({ id: 'reference', name: 'reference', label: { text: 'Reference of one of the appointments' }, value: typed.reference, classes: 'nhsuk-input--width-10', spellcheck: false, ...error('reference') })}
      ${textarea({ id: 'reason', name: 'reason', label: { text: 'Reason in law, and who asked' }, value: typed.reason, rows: 3, ...error('reason') })}
      ${input({ id: 'review', name: 'review', label: { text: 'Look at it again on' }, hint: { text: 'Year-month-day, such as 2027-03-01' }, value: typed.review, classes: 'nhsuk-input--width-10', ...error('review') })}
      ${button({ text: 'Hold it', variant: 'secondary', preventDoubleClick: true })}
    </form>`
}

export type OneComplaint = { team: Team; complaint: Complaint; words: string; email: string | null }

export const oneComplaintPage = ({ team, complaint, words, email }: OneComplaint): SafeHtml =>
  layout({
    title: `Complaint ${complaint.reference}`,
    back: '/team/privacy',
    team,
    body: html`<h1 class="nhsuk-heading-l">Complaint ${complaint.reference}</h1>
      <p>Opening it was recorded.</p>
      <p class="app-quoted">${words}</p>
      <p>${email === null ? 'No address was given for the answer.' : html`Answer to: ${email}`}</p>
      <form method="post" action="/team/privacy/${complaint.id}" novalidate>
        ${complaint.acknowledgedAt === null && button({ text: 'It is acknowledged', name: 'done', value: 'acknowledged', variant: 'secondary' })}
        ${complaint.answeredAt === null && button({ text: 'It is answered', name: 'done', value: 'answered' })}
      </form>`,
  })
