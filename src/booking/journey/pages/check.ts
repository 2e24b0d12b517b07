import { html } from '#lib/html'
import { button, errorSummary, summaryList } from '#nhsuk'
import { layout } from '#web'
import { consentWords } from '../../consent.ts'

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
      ${consentWords({ unsure, phoneGiven })}
      <form method="post" action="/book/check" novalidate>
        <input type="hidden" name="mark" value="${mark}">
        ${button({ text: 'Confirm and book', preventDoubleClick: true })}</form>
    `,
  })
