import { html, type SafeHtml } from '#lib/html'
import { civilDate } from '#lib/time'
import { button, insetText } from '#nhsuk'
import type { Absence } from '../absence.ts'
import { untilWords } from '../absence-words.ts'

/** Says until when a coach is marked as away, with the button that ends it and leads back to Today. */
export const awayNow = ({ id, endsAt }: Absence, now: Temporal.Instant): SafeHtml =>
  insetText({
    html: html`<p>You are marked as away until ${untilWords({ endsAt }, civilDate(now))}. Nobody can book you until then.</p>
      <form method="post" action="/team/times/away/${id}/end" novalidate>
        <input type="hidden" name="back" value="today">
        ${button({ text: 'I am back', variant: 'secondary', small: true, preventDoubleClick: true })}
      </form>`,
  })
