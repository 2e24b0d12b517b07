import { html, type Piece, type SafeHtml } from '#lib/html'
import { button, dateInput, errorSummary, input } from '#nhsuk'
import { layout, type FieldErrors } from '#web'
import type { TypedDate } from '../forms.ts'

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
      <form method="post" action="${page.action}" novalidate>
        ${page.fields} ${button({ text: page.submit, preventDoubleClick: true })}
      </form>
    `,
  })
}

/** Day, month and year. An error is about the first of them, so that its link leads to a field. */
export const dateFields = (name: string, legend: string, value: TypedDate, errors: FieldErrors) => {
  const error = errors[`${name}-day`]
  const item = (part: keyof TypedDate, width: number) => ({
    id: `${name}-${part}`,
    name: `${name}-${part}`,
    label: part[0]!.toUpperCase() + part.slice(1),
    value: value[part],
    inputmode: 'numeric',
    width,
    error: error !== undefined,
  })
  return dateInput({
    id: name,
    fieldset: { legend: { text: legend, size: 's' } },
    errorMessage: error,
    items: [item('day', 2), item('month', 2), item('year', 4)],
  })
}

/** A time of day, typed. */
export const clockField = (id: string, label: string, value: string, errors: FieldErrors, hint?: string) =>
  input({
    id,
    name: id,
    value,
    label: { text: label },
    hint: hint === undefined ? undefined : { text: hint },
    width: 5,
    autocomplete: 'off',
    errorMessage: errors[id],
  })
