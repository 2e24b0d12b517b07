import { html, type Piece, type SafeHtml } from '#lib/html'
import { button, errorSummary } from '#nhsuk'
import { layout } from '#web'

/** What is wrong with an answer: a sentence by the id of its field. */
export type Errors = Readonly<Record<string, string>>

export type Question = {
  title: string
  action: string
  back: string
  errors?: Errors
  /** Words and fields; the heading is among them. */
  body: Piece
  continueWith?: string
  /** For a form with another button before its last: Enter in a field presses the first button there is. */
  continueFirst?: boolean
}

/** One question a page: what is wrong at the top, the fields, one button. */
export function question(asked: Question): SafeHtml {
  const { title, action, back, errors = {}, body, continueWith = 'Continue', continueFirst = false } = asked
  const wrong = Object.entries(errors)
  return layout({
    title,
    back,
    error: wrong.length > 0,
    body: html`
      ${wrong.length > 0 && summary(errors)}
      <form method="post" action="${action}" novalidate>${continueFirst && pressedByEnter(continueWith)}${body} ${button({ text: continueWith, preventDoubleClick: true })}</form>
    `,
  })
}

/** The button that Enter presses: nobody sees it, comes to it by Tab or hears of it, since the last one does the same. */
const pressedByEnter = (text: string) =>
  html`<button class="nhsuk-u-visually-hidden" type="submit" tabindex="-1" aria-hidden="true">${text}</button>`

/** The time that is kept, above the heading of each page that follows. */
export const keptCaption = (kept: string | undefined): Piece =>
  kept !== undefined && html`<span class="nhsuk-caption-l">${kept}</span>`

/** The list of what is wrong, each a link to its field. */
export const summary = (errors: Errors): SafeHtml =>
  errorSummary({
    titleText: 'There is a problem',
    errorList: Object.entries(errors).map(([id, text]) => ({ text, href: `#${id}` })),
  })

/** A legend that is also the page's heading. */
export const headingLegend = (text: string) => ({
  legend: { text, size: 'l', isPageHeading: true, classes: 'nhsuk-fieldset__legend--l' },
})
