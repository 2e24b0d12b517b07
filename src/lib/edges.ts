import { sentence } from './text.ts'
import { civilDate, dateWords, dayWords, startOfDay, timeWords, whenWords } from './time.ts'

/** When a turn, a closure or a pause begins or ends. Midnight is said by the day that it ends or begins, since "midnight" alone may be either. */
export const fromWords = (at: Temporal.Instant, now: Temporal.Instant): string => edgeWords(at, now, 0)
export const untilWords = (at: Temporal.Instant, now: Temporal.Instant): string => edgeWords(at, now, 1)

function edgeWords(at: Temporal.Instant, now: Temporal.Instant, back: 0 | 1): string {
  const day = civilDate(at)
  const midnight = startOfDay(day).equals(at)
  const said = midnight ? day.subtract({ days: back }) : day
  const year = said.year === civilDate(now).year ? '' : ` ${said.year}`
  if (!midnight) return year === '' ? whenWords(at, now) : `${dateWords(said)}, ${timeWords(at)}`
  return `${back === 1 ? 'the end' : 'the start'} of ${dayWords(said, civilDate(now))}${year}`
}

/** The same at the beginning of a cell. */
export const fromCell = (at: Temporal.Instant, now: Temporal.Instant): string => sentence(fromWords(at, now))
export const untilCell = (at: Temporal.Instant, now: Temporal.Instant): string => sentence(untilWords(at, now))
