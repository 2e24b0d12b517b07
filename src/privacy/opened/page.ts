import { html, type SafeHtml } from '#lib/html'
import { openedPageSize, restOf, whoWords, type Opened } from '#audit'
import { button, details, select } from '#nhsuk'
import { layout } from '#web'
import { addressOf, sinceWords, whoseWords, type Asked } from './asked.ts'

const title = 'Who has opened my record'

export type OpenedPage = {
  asked: Asked
  opened: Opened
  /** What a proof holds now, and the name of the key that signs. */
  size: { entries: number; chains: number }
  fingerprint: string
  /** Why the glass was broken, and why that was told later, of each grant that may be told. */
  reasons: readonly { id: string; reason: string; delayReason: string | null }[]
}

/** Everything that was done with somebody's record, a sentence each, newest first. */
export const openedPage = ({ asked, opened: { entries, total }, size, fingerprint, reasons }: OpenedPage): SafeHtml =>
  layout({
    title,
    back: '/you',
    you: true,
    body: html`<h1 class="nhsuk-heading-l">${title}</h1>
      <p>Each time somebody opens or changes your record, it is written down in the same moment, or it does not happen. Only your own coach is named; everybody else is told by their role.</p>
      <form method="get" action="/you/opened" class="app-screen-only" novalidate>
        ${choice('who', 'Whose acts', whoseWords, asked.who)}
        ${choice('since', 'When', sinceWords, asked.since)}
        ${button({ text: 'Show these', variant: 'secondary' })}
      </form>
      <h2 class="nhsuk-heading-m">${headingOf(asked, total)}</h2>
      ${
        entries.length > 0
          ? html`<ol class="nhsuk-list nhsuk-list--number app-trail" reversed start="${firstNumber(asked, total)}">
              ${entries.map((each) => html`<li><strong>${whoWords(each)}</strong> ${restOf(each)}${reasonOf(each, reasons)}</li>`)}
            </ol>`
          : html`<p>${total > 0 || asked.page === 1 ? 'Nothing was done that you asked for here.' : 'There is nothing on this page.'}</p>`
      }
      ${pages(asked, total)}
      ${total > openedPageSize && !asked.all && html`<p class="app-screen-only"><a href="${addressOf(asked, { all: true })}">Show all of it on one page, to print it</a></p>`}
      <h2 class="nhsuk-heading-m">Check it yourself</h2>
      <p>You can take away a proof that nothing of this was changed or left out, and check it on your own computer without us.</p>
      <p><a href="/you/opened/proof" download>Download the proof</a></p>
      ${details({ summaryText: 'How to check the proof', html: howToCheck(size, fingerprint) })}`,
  })

const choice = (name: string, label: string, words: Record<string, string>, value: string) =>
  select({
    id: name,
    name,
    label: { text: label },
    value,
    items: Object.entries(words).map(([key, text]) => ({ value: key, text })),
  })

/** Newest first: entries count down to the first there was. */
const firstNumber = ({ page, all }: Asked, total: number) => total - (all ? 0 : (page - 1) * openedPageSize)

function headingOf(asked: Asked, total: number): string {
  const count = total === 1 ? '1 entry' : `${total.toLocaleString('en-GB')} entries`
  const last = Math.ceil(total / openedPageSize)
  return last > 1 && !asked.all ? `${count}, page ${asked.page} of ${last}` : count
}

function pages(asked: Asked, total: number) {
  const last = Math.ceil(total / openedPageSize)
  if (last <= 1 || asked.all) return null
  const { page } = asked
  return html`<nav class="app-screen-only" aria-label="Pages"><p>
    ${page > 1 && html`<a href="${addressOf(asked, { page: page - 1 })}" rel="prev">Newer</a>`}
    ${page < last && html`<a href="${addressOf(asked, { page: page + 1 })}" rel="next">Older</a>`}
  </p></nav>`
}

/** What somebody wrote when they asked for the record to be opened. */
function reasonOf({ verb, objectId }: Opened['entries'][number], reasons: OpenedPage['reasons']) {
  const found = verb === 'glass.opened' ? reasons.find(({ id }) => id === objectId) : undefined
  if (!found) return null
  return html`<br>The reason given: <q class="app-written">${found.reason}</q>${found.delayReason !== null && html`<br>Why you were told later: <q class="app-written">${found.delayReason}</q>`}`
}

const howToCheck = (
  { entries, chains }: OpenedPage['size'],
  fingerprint: string,
) => html`<ol class="nhsuk-list nhsuk-list--number">
    <li>Download the proof and <a href="/you/opened/verify.mjs" download>the program that checks it</a> into one folder. The program is short, so that somebody whom you trust can read it.</li>
    <li>With <a href="https://nodejs.org" rel="noreferrer">Node</a> on your computer, run <code>node verify.mjs proof.json</code>. It asks nothing of the internet.</li>
    <li>Compare what it says with this page. A proof that you download now holds <strong>${entries}</strong> entries in <strong>${chains}</strong> chains, of which each is for one appointment or for yourself. The key is <code class="app-written">${fingerprint}</code>.</li>
    <li>Keep the proof. With a later one, <code>node verify.mjs later.json earlier.json</code> also says whether anything has been taken back since. Only a proof that you took earlier shows that the end of something was cut: download one now and then.</li>
  </ol>
  <p>Every 15 minutes the state of all records is signed, and kept in a second place. What is younger than the newest signature is proved by its own chain alone.</p>`
