import { html, type SafeHtml } from '#lib/html'
import { civilDate } from '#lib/time'
import { button, insetText } from '#nhsuk'
import { isIllToday, type Absence } from '../absence.ts'
import { untilWords } from '../absence-words.ts'

export const illPath = '/team/times/ill'
export const backPath = `${illPath}/back`

/** Says until when a coach is marked as away, with the button that ends it and leads back to Today. */
export const awayNow = (away: Absence, now: Temporal.Instant): SafeHtml =>
  insetText({
    html: html`<p>You are marked as away until ${untilWords(away, civilDate(now))}. Nobody can book you until then.</p>
      <form method="post" action="${isIllToday(away, now) ? backPath : `/team/times/away/${away.id}/end`}" novalidate>
        <input type="hidden" name="back" value="today">
        ${button({ text: 'I am back', variant: 'secondary', small: true, preventDoubleClick: true })}
      </form>`,
  })
