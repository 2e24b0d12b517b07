import { html } from '#lib/html'
import { button } from '#nhsuk'
import { layout } from '#web'

/** What was sent and could not be taken just yet: where to, with which fields, and in how many seconds to try again. */
export type Busy = { action: string; fields: Readonly<Record<string, string>>; seconds: number; back?: string }

/** Asks somebody to send the same choice again in a moment: very many people share their address just now. */
export const busyPage = ({ action, fields, seconds, back }: Busy) =>
  layout({
    title: 'Please try again in a moment',
    ...(back === undefined ? {} : { back }),
    body: html`
      <h1 class="nhsuk-heading-l">Please try again in a moment</h1>
      <p>Many people where you are, are booking at the same time. There are still times for everybody.</p>
      <p>Wait ${seconds} seconds, then try again. Your answers are kept.</p>
      <form method="post" action="${action}" novalidate>
        ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
        ${button({ text: 'Try again', preventDoubleClick: true })}
      </form>
    `,
  })
