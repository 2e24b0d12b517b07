import { html, type SafeHtml } from '#lib/html'
import type { Week, WeekDay } from '../series/week.ts'

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
`

const dayPart = ({ date, words, blocks, besides }: WeekDay) => html`<li class="app-week__day" data-day="${date}">
  <h3 class="app-week__name">${words}</h3>
  ${blocks.length + besides.length === 0 && html`<p class="app-week__none">No hours</p>`}
  ${blocks.map(
    ({ href, words: hours, from, until }) =>
      html`<p class="app-week__block" data-from="${from}" data-until="${until}">${
        href === null
          ? hours
          : html`${hours} <a href="${href}">Change<span class="nhsuk-u-visually-hidden">: ${words}, ${hours}</span></a>`
      }</p>`,
  )}
  ${besides.map((text) => html`<p class="app-week__block">${text}</p>`)}
</li>`
