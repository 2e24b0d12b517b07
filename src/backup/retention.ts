import { civilDate, programmeZone } from '#lib/time'

const longestDays = 35
const dailyDays = 7

/**
 * Which backups may go: those older than 35 days, and of those older than a week all but the first of each week. Any
 * moment since the oldest that stays can still be brought back, since the log is kept from there on. The newest stays.
 */
export function mayGo(names: readonly { name: string; at: Temporal.Instant }[], now: Temporal.Instant): string[] {
  const weeks = new Set<string>()
  return names
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
    .filter(({ at }, i, all) => {
      const days = at.until(now, { largestUnit: 'hour' }).hours / 24
      const { yearOfWeek, weekOfYear } = civilDate(at)
      const first = !weeks.has(`${yearOfWeek}-${weekOfYear}`)
      weeks.add(`${yearOfWeek}-${weekOfYear}`)
      if (i === all.length - 1) return false
      return days > longestDays || (days > dailyDays && !first)
    })
    .map(({ name }) => name)
}

const nightly = new Temporal.PlainTime(2, 15)

/** Whether a backup is due: none yet, or the last began before the night that has come since. */
export function isDue(last: Temporal.Instant | null, now: Temporal.Instant): boolean {
  if (!last) return true
  const local = now.toZonedDateTimeISO(programmeZone)
  const today = local.toPlainDate().toZonedDateTime({ timeZone: programmeZone, plainTime: nightly })
  const night = Temporal.ZonedDateTime.compare(today, local) <= 0 ? today : today.subtract({ days: 1 })
  return Temporal.Instant.compare(last, night.toInstant()) < 0
}

/** Hours after which the last good backup is too old. */
export const mostHours = 26
export const hoursSince = (at: Temporal.Instant, now: Temporal.Instant): number =>
  (now.epochMilliseconds - at.epochMilliseconds) / 3_600_000
