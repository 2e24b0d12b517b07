import { html, type SafeHtml } from '#lib/html'
import { dateWords } from '#lib/time'
import type { Programme } from '#organisations'
import { layout } from '#web'
import { notices } from '../notices/index.ts'
import type { Notice } from '../notices/notice.ts'

const title = 'What we keep and who can see it'

/** A notice, as it was when it was in force; under it all the others. */
export const privacyPage = (programme: Programme, notice: Notice = notices[0]): SafeHtml =>
  layout({
    title: notice === notices[0] ? title : `${title}, from ${day(notice)}`,
    ...(notice === notices[0] ? {} : { back: '/privacy' }),
    body: html`
      <h1 class="nhsuk-heading-l">${title}</h1>
      ${notice !== notices[0] && html`<p><strong>This is an earlier notice, in force from ${day(notice)}.</strong> <a href="/privacy">Read the one in force now</a></p>`}
      ${notice.view(programme)}
      <h2 class="nhsuk-heading-m">This notice and those before it</h2>
      <ul class="nhsuk-list nhsuk-list--bullet">
        ${notices.map((one) => html`<li>${one === notice ? `From ${day(one)}` : html`<a href="/privacy/${one.from}">From ${day(one)}</a>`}: ${one.changes}</li>`)}
      </ul>
    `,
  })

const day = ({ from }: Notice) => dateWords(Temporal.PlainDate.from(from))
