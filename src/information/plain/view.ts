import { html, type Piece, type SafeHtml } from '#lib/html'
import { insetText } from '#nhsuk'
import { filled, helpIn, valuesIn, type PlainFacts } from './facts.ts'
import type { PlainText } from './text.ts'

export type PlainView = {
  text: PlainText
  facts: PlainFacts
  /** Whether somebody has checked this version. */
  checked: boolean
  /** How deep its own heading stands: 1 on a page of its own. */
  level: 1 | 2
}

/** A text with its facts, in its language and the direction in which that is written. */
export function plainView({ text, facts, checked, level }: PlainView): SafeHtml {
  const { lang, dir, headings, help: _help, ...said } = text
  const values = valuesIn(text, facts)
  const lines = (...all: (readonly string[])[]): Piece =>
    all.flat().map((line) => {
      const piece = filled(line, values)
      return piece && html`<p class="app-idea">${piece}</p>`
    })
  const part = (heading: string, body: Piece) => html`${headingOf(level + 1, 'm', heading)}${body}`
  return html`<div lang="${lang}" dir="${dir}" class="app-plain${text.key === 'easy-read' && ' app-plain--pictures'}">
    ${headingOf(level, level === 1 ? 'l' : 'm', said.title)}
    ${!checked && insetText({ text: said.draft })}
    ${part(headings.about, lines(said.what, said.forWhom, said.free, said.hours))}
    ${part(headings.confidential, lines(said.confidential, said.limit, said.employer))}
    ${part(
      headings.booking,
      html`${lines(said.how)}
        <p class="app-idea"><a href="/">${said.start}</a></p>
        ${lines(said.inEnglish, said.phone, said.adjust, said.change)}`,
    )}
    ${part(
      headings.urgent,
      html`${lines(said.notEmergency)} ${helpIn(text, facts).map((line) => html`<p class="app-idea">${line}</p>`)}`,
    )}
  </div>`
}

const headingOf = (level: number, size: 'l' | 'm', text: string): SafeHtml =>
  level === 1
    ? html`<h1 class="nhsuk-heading-${size}">${text}</h1>`
    : level === 2
      ? html`<h2 class="nhsuk-heading-${size}">${text}</h2>`
      : html`<h3 class="nhsuk-heading-s">${text}</h3>`
