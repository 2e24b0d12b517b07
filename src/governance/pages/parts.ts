import { html, type Piece, type SafeHtml } from '#lib/html'
import { button, errorSummary, table } from '#nhsuk'
import { layout, type FieldErrors, type Visit } from '#web'
import type { Team } from '../turn.ts'

type Cell = string | SafeHtml

/** A table under a heading of its own, or a sentence where it would be empty. Long ones say that they stop. */
export function listed(list: {
  caption: string
  head: readonly string[]
  rows: readonly (readonly Cell[])[]
  none: string
  limit?: number
}): SafeHtml {
  const { caption, head, rows, none, limit = Infinity } = list
  if (rows.length === 0) return html`<h2 class="nhsuk-heading-m">${caption}</h2><p>${none}</p>`
  return html`${table({
    caption,
    captionSize: 'm',
    responsive: true,
    head: head.map((text) => ({ text })),
    rows: rows.map((cells) => cells.map((cell) => (typeof cell === 'string' ? { text: cell } : { html: cell }))),
  })}${rows.length >= limit && html`<p>These are the first ${limit}.</p>`}`
}

/** The number of the page of a list that the address asks for; the first where it asks for none. */
export const pageIn = ({ query }: Pick<Visit, 'query'>, name = 'page'): number =>
  /^[1-9]\d{0,4}$/.test(query[name] ?? '') ? Number(query[name]) : 1

/** Links to the page before and the page after, of `total` in pages of a size; nothing where one page is all. */
export function pager(of: { path: string; name?: string; page: number; size: number; total: number }): Piece {
  const { path, name = 'page', page, size, total } = of
  const last = Math.max(page, Math.ceil(total / size))
  const to = (number: number) => `${path}${path.includes('?') ? '&' : '?'}${name}=${number}`
  return (
    last > 1 &&
    html`<nav aria-label="Pages"><p>
      Page ${page} of ${last}.
      ${page > 1 && html`<a href="${to(page - 1)}">Page before</a>`}
      ${page < last && html`<a href="${to(page + 1)}">Next page</a>`}
    </p></nav>`
  )
}

/** What somebody wrote, as a cell: its words may be of any length. */
export const written = (text: string): SafeHtml => html`<span class="app-written">${text}</span>`

/** One of the pages of staff. */
export const staffPage = (page: {
  title: string
  team: Team
  back?: string
  wide?: boolean
  errors?: FieldErrors
  caption?: string
  body: Piece
}): SafeHtml => {
  const wrong = Object.entries(page.errors ?? {})
  const body = html`${page.body}`
  return layout({
    title: page.title,
    back: page.back,
    team: page.team,
    wide: page.wide,
    error: wrong.length > 0,
    body: html`${
      wrong.length > 0 &&
      errorSummary({
        titleText: 'There is a problem',
        errorList: wrong.map(([id, text]) => ({ text, href: `#${id}` })),
      })
    }
      <h1 class="nhsuk-heading-l">
        ${page.title}${page.caption !== undefined && html`<span class="nhsuk-caption-l">${page.caption}</span>`}
      </h1>
      ${body} ${formOfActs(body)}`,
  })
}

/** A button that acts at once; what it is about is said to those who do not see what it stands beside. */
export const act = (path: string, text: string, about: string, variant: 'secondary' | undefined = 'secondary') =>
  button({
    html: html`${text}<span class="nhsuk-u-visually-hidden">: ${about}</span>`,
    attributes: { form: actsForm, formaction: path },
    variant,
    small: true,
    preventDoubleClick: true,
  })

/** The form of every such button of a page: it cannot stand in a table, whose cells take no forms on a narrow screen. */
const actsForm = 'acts'
const formOfActs = (body: SafeHtml) =>
  body.markup.includes(`form="${actsForm}"`) && html`<form id="${actsForm}" method="post" novalidate></form>`

/** "1 session", "3 sessions". */
export const many = (count: number, one: string, more = `${one}s`) => `${count} ${count === 1 ? one : more}`
