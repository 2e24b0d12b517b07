import { html, type SafeHtml } from '#lib/html'
import { timeWords } from '#lib/time'
import { button } from '#nhsuk'
import type { SessionOutcome } from '../outcome.ts'

const words = { fulfilled: 'Attended', noshow: 'Did not attend' } as const

/** What of a session decides how it may be said to have come out, and what may be said now. */
type OfOutcome = { id: string; startsAt: Temporal.Instant; status: string; outcomes: readonly SessionOutcome[] }

/** What a coach may say of how a session came out at this moment: nothing before its start. */
export function outcomesNow({ startsAt, status }: Pick<OfOutcome, 'startsAt' | 'status'>, now: Temporal.Instant) {
  const from = (minutes: number) => Temporal.Instant.compare(now, startsAt.add({ minutes })) >= 0
  if (status === 'cancelled' || !from(0)) return []
  return (['fulfilled', 'noshow'] as const).filter((one) => one !== status && (one === 'fulfilled' || from(15)))
}

/** Buttons to say it by. */
export const outcomeButtons = (session: OfOutcome): SafeHtml | false =>
  session.outcomes.length > 0 &&
  html`<form method="post" action="/team/sessions/${session.id}/outcome" novalidate>
    ${session.outcomes.map((one) =>
      button({
        html: html`${session.status === 'booked' ? words[one] : `Change to: ${words[one]}`}<span class="nhsuk-u-visually-hidden">: ${timeWords(session.startsAt)}</span>`,
        name: 'outcome',
        value: one,
        variant: 'secondary',
        small: true,
        preventDoubleClick: true,
      }),
    )}
  </form>`
