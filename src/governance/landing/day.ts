import { html, type SafeHtml } from '#lib/html'
import { civilDate, dateWords, nearDate, readDay, startOfDay } from '#lib/time'
import type { Visit } from '#web'

/** One civil day of a page that shows a day at a time, from its start to its end. */
export type Day = {
  date: Temporal.PlainDate
  today: Temporal.PlainDate
  from: Temporal.Instant
  until: Temporal.Instant
}

/** The day that the address names; today where it names none, or none within a year. */
export function dayOf({ query, now }: Pick<Visit, 'query' | 'now'>): Day {
  const today = civilDate(now)
  const date = nearDay(query['day'] ?? '', today) ?? today
  return { date, today, from: startOfDay(date), until: startOfDay(date.add({ days: 1 })) }
}

function nearDay(text: string, today: Temporal.PlainDate): Temporal.PlainDate | null {
  const date = readDay(text)
  return date && Math.abs(today.until(date).days) <= 366 ? date : null
}

/** Links to the day before and the day after. */
export function dayLinks(path: string, { date }: Day): SafeHtml {
  const [before, after] = [date.subtract({ days: 1 }), date.add({ days: 1 })]
  return html`<nav aria-label="Days"><p>
    <a href="${path}?day=${before.toString()}">${nearDate(before)}</a> ·
    <strong>${dateWords(date)}</strong> ·
    <a href="${path}?day=${after.toString()}">${nearDate(after)}</a>
  </p></nav>`
}
