import type { Millis } from '#lib/time'
import { millisADay, type DayNumber } from './days.ts'
import type { Range } from './ranges.ts'

/** A stretch of time in which a zone's clocks stand still against UTC; offset in milliseconds east. */
export type Stretch = Range & { offset: Millis }

/** The stretches that can show a civil day of a zone; none for a zone that does not exist. */
export function stretchesOf(zone: string, day: DayNumber): readonly Stretch[] {
  const block = Math.floor(day / daysABlock)
  const key = `${zone} ${block}`
  const known = remembered.get(key)
  if (known) return known
  if (remembered.size > 1_000) remembered.clear()
  const found = isZone(zone) ? stretchesBetween(zone, block * daysABlock - 2, (block + 1) * daysABlock + 2) : []
  remembered.set(key, found)
  return found
}

/** Whether a text names a zone with rules, as "Europe/London" does and "+01:00" does not. */
export function isZone(text: string): boolean {
  if (!/^(UTC|[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+)$/.test(text)) return false
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text)
    return true
  } catch {
    return false
  }
}

// Blocks of 64 days hold one stretch or two, so a look-up stays short whatever the window.
const daysABlock = 64
const remembered = new Map<string, Stretch[]>()

function stretchesBetween(zone: string, from: DayNumber, until: DayNumber): Stretch[] {
  const end = until * millisADay
  const stretches: Stretch[] = []
  let at: Temporal.ZonedDateTime = Temporal.Instant.fromEpochMilliseconds(from * millisADay).toZonedDateTimeISO(zone)
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    const endsAt = next ? Math.min(next.epochMilliseconds, end) : end
    stretches.push({ startsAt: at.epochMilliseconds, endsAt, offset: at.offsetNanoseconds / 1e6 })
    if (!next || endsAt === end) return stretches
    at = next
  }
}
