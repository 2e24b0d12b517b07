/** How long a complaint may take: acknowledged in 3 working days, answered in 25 (the programme's own promise). */
export const acknowledgeDays = 3
export const answerDays = 25

/**
 * The day that lies so many working days after another: no Saturday, no Sunday, and no day on which the whole programme is
 * closed. The day itself does not count.
 */
export function afterWorkingDays(
  from: Temporal.PlainDate,
  days: number,
  closed: ReadonlySet<string>,
): Temporal.PlainDate {
  let day = from
  for (let left = days; left > 0;) {
    day = day.add({ days: 1 })
    if (day.dayOfWeek < 6 && !closed.has(day.toString())) left--
  }
  return day
}

export type Typed = { words: string; email: string }
export type Wrong = Partial<Record<keyof Typed, string>>

export const mostWords = 5_000

/** What is wrong with the words of a complaint, or null. */
export function wrongWords(words: string): string | null {
  if (words.trim() === '') return 'Tell us what happened'
  if (!words.isWellFormed())
    return 'There is a character in it that we cannot keep. Type it again instead of pasting it'
  return [...words].length > mostWords ? 'Tell us in 5,000 characters or fewer' : null
}
