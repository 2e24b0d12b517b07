import { html, type SafeHtml } from '#lib/html'
import { pagesOf } from '#identity'
import { insetText } from '#nhsuk'
import { layout } from '#web'
import type { Edition } from '../edition.ts'
import { quarterWords, type Quarter } from '../quarter.ts'
import { editionTable } from './edition-table.ts'

export const commissionerPath = '/team/commissioner'

/** What those who pay get: an edition, and the way to earlier ones. The same table is on a page for everybody. */
export const commissionerPage = (edition: Edition | null, quarters: readonly Quarter[]): SafeHtml => {
  const title = edition ? `Sessions, ${quarterWords(edition.quarter)}` : 'Sessions'
  const others = quarters.filter(({ key }) => key !== edition?.quarter.key)
  return layout({
    title,
    wide: true,
    team: { name: 'Commissioner', pages: pagesOf(['commissioner']) },
    body: html`
      <h1 class="nhsuk-heading-l">${title}</h1>
      <div class="nhsuk-u-reading-width">
        <p>This is all that there is to see: counts, with small numbers hidden. Everybody who uses the service can see the same table on <a href="/what-your-employer-can-see">What your employer can see</a>.</p>
      </div>
      ${edition ? editionTable(edition, `${commissionerPath}/${edition.quarter.key}/sessions.csv`) : noneYet()}
      ${
        others.length > 0 &&
        html`<h2 class="nhsuk-heading-m">Other quarters</h2>
          <ul class="nhsuk-list">
            ${others.map((quarter) => html`<li><a href="${commissionerPath}/${quarter.key}">${quarterWords(quarter)}</a></li>`)}
          </ul>`
      }
    `,
  })
}

const noneYet = () =>
  insetText({ text: 'There is no table yet. The first one is made when the first full quarter is over.' })
