import { html, type SafeHtml } from '#lib/html'
import { civilDate } from '#lib/time'
import { dayOf, definitionList } from './parts.ts'
import { table } from '#nhsuk'
import { definitions, madeWords } from '../definitions.ts'
import { all, type Edition } from '../edition.ts'
import { quarterWords } from '../quarter.ts'

/** An edition as a table, with what its figures mean: the same for everybody who may see it. */
export const editionTable = (edition: Edition, file: string): SafeHtml => html`
  ${cells(edition)}
  <p><a href="${file}" download>Download this table (CSV)</a></p>
  <h2 class="nhsuk-heading-s">What the figures mean</h2>
  ${definitionList(definitions)}
  <p>${madeWords(edition, dayOf(civilDate(edition.madeAt)))}</p>
`

/** All areas first; areas in which nobody had a session are named in a sentence under the table. */
function cells(edition: Edition): SafeHtml {
  const { down, across, shown, quarter } = edition
  const columns = [...across, { key: all, name: 'All services' }]
  const isEmpty = (key: string) => shown(key, all) === '0'
  const empty = down.filter(({ key }) => isEmpty(key))
  const rows = [{ key: all, name: 'All areas' }, ...down.filter(({ key }) => !isEmpty(key))]
  return html`
    ${table({
      caption: { text: `Sessions by service and area, ${quarterWords(quarter)}`, size: 's' },
      responsive: true,
      firstCellIsHeader: true,
      compact: true,
      classes: 'app-figures',
      head: [{ text: 'Area' }, ...columns.map(({ name }) => ({ text: name, format: 'numeric' }))],
      rows: rows.map(({ key, name }) => [
        { text: name },
        ...columns.map((column) => ({ html: figure(shown(key, column.key)), format: 'numeric' })),
      ]),
    })}
    ${empty.length > 0 && html`<p>No sessions: ${empty.map(({ name }) => name).join('; ')}.</p>`}
  `
}

const figure = (shown: string): SafeHtml =>
  shown === '*'
    ? html`<span aria-hidden="true">*</span><span class="nhsuk-u-visually-hidden">not shown</span>`
    : html`${Number(shown).toLocaleString('en-GB')}`
