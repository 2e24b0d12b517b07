import { html, type SafeHtml } from '#lib/html'
import { dateWords } from '#lib/time'
import { button, characterCount, errorSummary, input, panel } from '#nhsuk'
import { layout } from '#web'
import type { Complained } from './complain.ts'
import { mostWords, type Typed, type Wrong } from './rules.ts'

const title = 'Complain about how your data was used'

export type ComplaintPage = {
  /** The complaint's id: the same form sent twice is one complaint. */
  id: string
  typed: Typed
  wrong?: Wrong
}

export const complaintPage = ({ id, typed, wrong = {} }: ComplaintPage): SafeHtml => {
  const faults = Object.entries(wrong)
  return layout({
    title,
    back: '/privacy',
    error: faults.length > 0,
    body: html`${
      faults.length > 0 &&
      errorSummary({
        titleText: 'There is a problem',
        errorList: faults.map(([name, text]) => ({ text, href: `#${name}` })),
      })
    }
      <h1 class="nhsuk-heading-l">${title}</h1>
      <p>
        It is kept sealed, and only clinical governance opens it. We say within 3 working days that we have it and answer within 25. It
        does not touch your coaching, and no employer is told.
      </p>
      <p>
        You can also complain to the Information Commissioner’s Office:
        <a href="https://ico.org.uk/make-a-complaint/" rel="noreferrer noopener">ico.org.uk/make-a-complaint</a> or telephone 0303 123 1113.
      </p>
      <form method="post" action="/data-complaint" novalidate>
        <input type="hidden" name="id" value="${id}">
        ${characterCount({
          id: 'words',
          name: 'words',
          maxlength: mostWords,
          value: typed.words,
          label: { text: 'What happened?', size: 's' },
          hint: { text: 'Give no more names than you need to' },
          rows: 8,
          ...(wrong.words ? { errorMessage: { text: wrong.words } } : {}),
        })}
        ${input({
          id: 'email',
          name: 'email',
          type: 'email',
          value: typed.email,
          autocomplete: 'email',
          spellcheck: false,
          label: { text: 'Email address for the answer (optional)', size: 's' },
          hint: { text: 'Not one that your employer can read. Without one, keep the reference and ask us' },
          ...(wrong.email ? { errorMessage: { text: wrong.email } } : {}),
        })}
        ${button({ text: 'Send', preventDoubleClick: true })}
      </form>`,
  })
}

export const complainedPage = ({ reference, acknowledgeBy, answerBy }: Complained): SafeHtml =>
  layout({
    title: 'We have your complaint',
    body: html`${panel({ titleText: 'We have your complaint', html: html`Reference <strong>${reference}</strong>` })}
      <p>Keep the reference.</p>
      <ul class="nhsuk-list nhsuk-list--bullet">
        <li>By ${dateWords(acknowledgeBy)} we confirm that somebody is looking at it.</li>
        <li>By ${dateWords(answerBy)} you have an answer.</li>
      </ul>`,
  })
