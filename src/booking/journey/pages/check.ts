import { html } from '#lib/html'
import { button, errorSummary, summaryList } from '#nhsuk'
import { layout } from '#web'

const title = 'Check and book'
const changedWords = 'Your answers were changed on another page since you looked at this one. This is how they are now.'

export type Line = { question: string; answer: string; change: string }

export type CheckPage = {
  when: string | undefined
  lines: readonly Line[]
  /** Whether the person is not sure which coaching they want. */
  unsure: boolean
  phoneGiven: boolean
  /** Short for the answers shown, sent back with the form. */
  mark: string
  /** Whether the answers have changed since the page was shown. */
  changed?: boolean
}

export const checkPage = ({ when, lines, unsure, phoneGiven, mark, changed = false }: CheckPage) =>
  layout({
    title,
    back: '/book/about-work',
    error: changed,
    body: html`
      ${changed && errorSummary({ titleText: 'Nothing is booked yet', descriptionText: changedWords })}
      <h1 class="nhsuk-heading-l">${title}</h1>
      <p class="nhsuk-lede-text">${when}</p>
      ${summaryList({
        rows: lines.map(({ question, answer, change }) => ({
          key: { text: question },
          value: { text: answer },
          actions: { items: [{ href: change, text: 'Change', visuallyHiddenText: question.toLowerCase() }] },
        })),
      })}
      <h2 class="nhsuk-heading-m">Who sees what</h2>
      <p>
        Your coach sees: the name you gave, which coaching it is${unsure && ' and that you are not sure which you want'}, when and
        how you talk, and any help or changes you asked for.
        ${phoneGiven && 'They can see your phone number only around the appointment.'} Booking staff see only the time and how to
        reach you, if something goes wrong.
      </p>
      <p>What you say is confidential. The limit: if somebody could be seriously harmed, your coach may have to tell someone who can help. They would talk to you first wherever that is safe. <a href="/privacy">What we keep and who can see it</a></p>
      <p>We do not tell your employer that you booked. <a href="/what-your-employer-can-see">What your employer can see</a></p>
      <form method="post" action="/book/check" novalidate>
        <input type="hidden" name="mark" value="${mark}">
        ${button({ text: 'Confirm and book', preventDoubleClick: true })}</form>
    `,
  })
