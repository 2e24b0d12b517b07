import { html, type Piece, type SafeHtml } from '#lib/html'
import { button, errorSummary } from '#nhsuk'
import { layout, type FieldErrors } from '#web'

/** A coach's page with one form: what is wrong at the top, the heading, the form, one button. */
export function formPage(page: {
  title: string
  team: string
  back: string
  action: string
  errors: FieldErrors
  before?: Piece
  fields: Piece
  submit: string
  /** Whether a file goes with it. */
  withFile?: boolean
}): SafeHtml {
  const wrong = Object.entries(page.errors)
  return layout({
    title: page.title,
    back: page.back,
    team: { name: page.team },
    error: wrong.length > 0,
    body: html`
      ${
        wrong.length > 0 &&
        errorSummary({
          titleText: 'There is a problem',
          errorList: wrong.map(([id, text]) => ({ text, href: `#${id}` })),
        })
      }
      <h1 class="nhsuk-heading-l">${page.title}</h1>
      ${page.before}
      <form method="post" action="${page.action}" ${page.withFile === true && html`enctype="multipart/form-data"`} novalidate>
        ${page.fields} ${button({ text: page.submit, preventDoubleClick: true })}
      </form>
    `,
  })
}
