import { html, type SafeHtml } from '#lib/html'
import { timesSlot } from '#web'
import type { Block, Week, WeekDay } from '../series/week.ts'

/** A week of a coach's times, day by day; each of them leads to the page that changes it. */
export const weekPart = ({ words, days, before, after }: Week): SafeHtml => html`
  <h2 class="nhsuk-heading-m" id="week">${words}</h2>
  <ul class="app-week">
    ${days.map(dayPart)}
  </ul>
  <p>
    ${before !== null && html`<a href="/team/times?week=${before}#week">Week before</a> · `}
    <a href="/team/times?week=${after}#week">Week after</a>
  </p>
  ${timesSlot}
`

const dayPart = ({ date, words, blocks, besides }: WeekDay) => html`<li class="app-week__day" data-day="${date}">
  <h3 class="app-week__name">${words}</h3>
  <div class="app-week__hours">
    ${blocks.length + besides.length === 0 && html`<p class="app-week__none">No hours</p>`} ${blocks.map((block) => blockPart(words, block))}
  </div>
  ${besides.map((text) => html`<p class="app-week__besides">${text}</p>`)}
</li>`

const blockPart = (day: string, { href, words, from, until }: Block) =>
  html`<p class="app-week__block" data-from="${from}" data-until="${until}">
    <span class="app-week__words">${words}</span>
    ${href !== null && html`<a href="${href}">Change<span class="nhsuk-u-visually-hidden">: ${day}, ${words}</span></a>`}
  </p>`
