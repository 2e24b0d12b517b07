import type { Calendar } from './calendar.ts'
import type { Instant } from './civil.ts'
import { CannotRead } from './faults.ts'
import type { Moment } from './moment.ts'
import type { Spend } from './spend.ts'
import { instantOf, namedZone, utc, writtenZone, type Zone } from './zones.ts'

/** Tells what the clocks of a calendar show. */
export type Clocks = {
  /** The zone of a moment. Throws where that cannot be read. */
  of(moment: Moment): Zone
  at(moment: Moment): Instant
  /** The same, null where the zone cannot be read: for what could only free a time. */
  maybeAt(moment: Moment): Instant | null
}

/** The clocks of a calendar, as far as `until`. Days are those at home; so are times that float, where it names no zone. */
export function clocksOf(
  calendar: Pick<Calendar, 'zones' | 'zone'>,
  { home, until }: { home: string; until: Instant },
  spend: Spend,
): Clocks {
  const known = new Map<string, Zone | null>([['UTC', utc]])
  const zoneOf = (name: string): Zone | null => {
    // A name with a place in it means the same to everybody; any other means what the file says it does.
    const placed = name.includes('/') ? namedZone(name) : null
    if (placed) return placed
    const written = calendar.zones.get(name)
    if (written === undefined) return namedZone(name)
    return written && written.length > 0 ? writtenZone(written, until, spend) : null
  }
  const maybeOf = ({ isDay, zone }: Moment): Zone | null => {
    const name = isDay ? home : (zone ?? calendar.zone ?? home)
    if (!known.has(name)) known.set(name, zoneOf(name))
    return known.get(name)!
  }
  const of = (moment: Moment) => {
    const zone = maybeOf(moment)
    if (!zone) throw new CannotRead('zone')
    return zone
  }
  return {
    of,
    at: (moment) => instantOf(moment.at, of(moment)),
    maybeAt(moment) {
      const zone = maybeOf(moment)
      return zone && instantOf(moment.at, zone)
    },
  }
}
