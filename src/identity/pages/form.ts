import { html, type Piece, type SafeHtml } from '#lib/html'
import { button, errorSummary } from '#nhsuk'
import { layout } from '#web'

/** A page with one field: what is wrong with it at the top, the heading, the form, one button. */
export type OneField = {
  title: string
  action: string
  back?: string
  field: string
  error: string | undefined
  submit: string
  before?: Piece
  input: SafeHtml
  after?: Piece
}

export const oneField = ({ title, action, back, field, error, submit, before, input, after }: OneField): SafeHtml =>
  layout({
    title,
    ...(back === undefined ? {} : { back }),
    error: error !== undefined,
    body: html`
      ${error !== undefined && errorSummary({ titleText: 'There is a problem', errorList: [{ text: error, href: `#${field}` }] })}
      <h1 class="nhsuk-heading-l">${title}</h1>
      ${before}
      <form method="post" action="${action}" novalidate>
        ${input} ${button({ text: submit, preventDoubleClick: true })}
      </form>
      ${after}
    `,
  })
