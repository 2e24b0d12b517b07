import type { Who } from '#audit'

/** What the page's form asks for; anything else in the address is as if it were not there. */
export type Asked = { who: Who; since: Since; page: number; all: boolean }
export type Since = 'ever' | 'week' | 'month' | 'year'

const days: Record<Since, number | null> = { ever: null, week: 7, month: 30, year: 365 }
export const whoseWords: Record<Who, string> = {
  everybody: 'Everybody',
  coach: 'My coach and other coaches',
  staff: 'Other staff',
  me: 'Myself',
  service: 'The service itself and other systems',
}
export const sinceWords: Record<Since, string> = {
  ever: 'Any time',
  week: 'The last 7 days',
  month: 'The last 30 days',
  year: 'The last 12 months',
}

export function askedIn(query: Readonly<Record<string, string>>): Asked {
  const { who = '', since = '', page = '', all = '' } = query
  return {
    who: isOneOf(whoseWords, who) ? who : 'everybody',
    since: isOneOf(sinceWords, since) ? since : 'ever',
    page: /^[1-9]\d{0,4}$/.test(page) ? Number(page) : 1,
    all: all === 'yes',
  }
}

export const sinceInstant = ({ since }: Asked, now: Temporal.Instant): Temporal.Instant | null =>
  days[since] === null ? null : now.subtract({ hours: 24 * days[since] })

/** The address of a page of the same question. */
export function addressOf({ who, since }: Asked, more: { page?: number; all?: boolean } = {}): string {
  const asked = new URLSearchParams()
  if (who !== 'everybody') asked.set('who', who)
  if (since !== 'ever') asked.set('since', since)
  if (more.page !== undefined && more.page > 1) asked.set('page', String(more.page))
  if (more.all) asked.set('all', 'yes')
  return asked.size > 0 ? `/you/opened?${asked}` : '/you/opened'
}

const isOneOf = <T extends string>(all: Record<T, string>, one: string): one is T => Object.hasOwn(all, one)
