import { html, type SafeHtml } from '#lib/html'
import { civilDate, dateWords, nearDate, startOfDay } from '#lib/time'
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
  const date = readDay(query['day'] ?? '', today) ?? today
  return { date, today, from: startOfDay(date), until: startOfDay(date.add({ days: 1 })) }
}

function readDay(text: string, today: Temporal.PlainDate): Temporal.PlainDate | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null
  try {
    const date = Temporal.PlainDate.from(text, { overflow: 'reject' })
    return Math.abs(today.until(date).days) <= 366 ? date : null
  } catch {
    return null
  }
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
