import { html, type SafeHtml } from '#lib/html'
import { pagesOf } from '#identity'
import { table } from '#nhsuk'
import { layout } from '#web'
import { quarterWords, type Quarter } from '../quarter.ts'
import { dayOf, definitionList } from './parts.ts'

export const evaluatorPath = '/team/evaluator'

export type EvaluatorPage = {
  quarter: Quarter
  /** Sessions of each week, by its Monday. */
  weeks: readonly { week: Temporal.PlainDate; sessions: number }[]
  /** Quarters before and after that can be looked at. */
  others: readonly Quarter[]
}

const terms = [
  { term: 'Week', words: 'Begins on Monday. No day and no time of day.' },
  { term: 'Service and area', words: 'What was booked, and the integrated care board where people said they work.' },
  { term: 'Group of roles', words: 'As people said it. Empty where nobody did.' },
  {
    term: 'Sessions',
    words: 'How many were booked and not cancelled. These counts are exact: nothing is hidden or rounded.',
  },
  {
    term: 'Not in it',
    words: 'Names, contacts, coaches, workplaces, what was said, or any number that stands for a person.',
  },
]

/** What the independent evaluator works from: a quarter's weeks, and the file with its parts. */
export const evaluatorPage = ({ quarter, weeks, others }: EvaluatorPage): SafeHtml => {
  const title = `Sessions by week, ${quarterWords(quarter)}`
  return layout({
    title,
    team: { name: 'Evaluator', pages: pagesOf(['evaluator']) },
    body: html`
      <h1 class="nhsuk-heading-l">${title}</h1>
      <p>Under your agreement only. Before you publish a table, put it through the rule for commissioners: 1 to 7 hidden, the rest to the nearest 5. Each time you look at this or download it, we record that.</p>
      <p><a href="${evaluatorPath}/${quarter.key}/weeks.csv" download>Download by week, service, area and group of roles (CSV)</a></p>
      ${weeks.length === 0 ? html`<p>No session stands in this quarter.</p>` : byWeek(weeks)}
      <h2 class="nhsuk-heading-m">What is in the file</h2>
      ${definitionList(terms)}
      <h2 class="nhsuk-heading-m">Other quarters</h2>
      <ul class="nhsuk-list">
        ${others.map((other) => html`<li><a href="${evaluatorPath}/${other.key}">${quarterWords(other)}</a></li>`)}
      </ul>
    `,
  })
}

const byWeek = (weeks: EvaluatorPage['weeks']): SafeHtml =>
  table({
    caption: { text: 'All services and areas', size: 's' },
    firstCellIsHeader: true,
    head: [{ text: 'Week from' }, { text: 'Sessions', format: 'numeric' }],
    rows: weeks.map(({ week, sessions }) => [
      { text: dayOf(week) },
      { text: sessions.toLocaleString('en-GB'), format: 'numeric' },
    ]),
  })
