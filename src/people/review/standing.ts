import type { Tx } from '#lib/sql'
import { civilDate, dateWords } from '#lib/time'
import { reviewSince } from '#identity'
import { dueOn, isOverdue } from './rules.ts'

/** How the review of every three months stands, in words, for the pages of those who have to do it. */
export async function reviewStanding(tx: Tx, now: Temporal.Instant): Promise<{ words: string; overdue: boolean }> {
  const { signedAt, firstAt } = (await reviewSince.one(tx))!
  const due = dueOn(civilDate(signedAt ?? firstAt ?? now))
  const overdue = isOverdue(due, civilDate(now))
  const last = signedAt
    ? `Who may do what was last reviewed on ${dateWords(civilDate(signedAt))}.`
    : 'Who may do what was never reviewed.'
  return { words: `${last} The next review ${overdue ? 'was' : 'is'} due on ${dateWords(due)}.`, overdue }
}
