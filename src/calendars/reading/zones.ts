import { day, hour, minute, second, type Instant, type Local } from './civil.ts'
import { CannotRead } from './faults.ts'
import type { Moment } from './moment.ts'
import { timesOf } from './recur.ts'
import type { Rule } from './rule.ts'
import type { Spend } from './spend.ts'

/** How far ahead of UTC the clocks of a zone are at an instant, in milliseconds. */
export type Zone = (at: Instant) => number

/** A VTIMEZONE as the file has it: from each onset on, clocks are `to` ahead of UTC. */
export type Observance = { start: Moment; from: number; to: number; rules: Rule[]; dates: Moment[] }

/**
 * The instant at which a zone's clocks show a time: of one that comes twice the first, and of one that is skipped as if
 * they had not been put forward yet (RFC 5545, 3.3.5).
 */
export function instantOf(at: Local, zone: Zone): Instant {
  const before = zone(at - day)
  const after = zone(at + day)
  if (before === after || zone(at - before) === before) return at - before
  return zone(at - after) === after ? at - after : at - before
}

/** What a zone's clocks show at an instant. */
export const localOf = (at: Instant, zone: Zone): Local => at + zone(at)

export const utc: Zone = () => 0

/** The zone of a name that everybody's tables have, or null. Some programs put their own name in front of it. */
export function namedZone(name: string): Zone | null {
  const parts = name.replace(/^\/+/, '').split('/')
  const names = [parts.join('/'), parts.slice(-3).join('/'), parts.slice(-2).join('/')]
  const known = names.find((one) => /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/.test(one) && isKnown(one))
  return known === undefined ? null : followed(known)
}

function isKnown(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}

/** Changes of clocks are looked up for 64 days at once: an event asks about a few moments near to each other. */
function followed(name: string): Zone {
  const block = 64 * day
  const known = new Map<number, Onset[]>()
  return (at) => {
    const number = Math.floor(at / block)
    const onsets = known.get(number) ?? onsetsBetween(name, number * block, (number + 1) * block)
    known.set(number, onsets)
    return offsetAt(onsets, at)
  }
}

/** From an instant on, clocks are so far ahead. */
type Onset = { at: Instant; offset: number }

function onsetsBetween(name: string, from: Instant, until: Instant): Onset[] {
  const bound = 8.64e15
  let at = Temporal.Instant.fromEpochMilliseconds(Math.max(from, -bound)).toZonedDateTimeISO(name)
  const onsets: Onset[] = []
  for (;;) {
    onsets.push({ at: at.epochMilliseconds, offset: at.offsetNanoseconds / 1e6 })
    const next = at.getTimeZoneTransition('next')
    if (!next || next.epochMilliseconds >= until) return onsets
    at = next
  }
}

function offsetAt(onsets: readonly Onset[], at: Instant): number {
  let [low, high] = [0, onsets.length]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (onsets[middle]!.at <= at) low = middle
    else high = middle
  }
  return onsets[low]!.offset
}

/** The zone that a file defines, as far as `until`. Throws where it defines none. */
export function writtenZone(observances: readonly Observance[], until: Instant, spend: Spend): Zone {
  const onsets = observances
    .flatMap(({ start, from, to, rules, dates }) => {
      const asked = { start: start.at, from: start.at, until: until + day }
      const ruled = rules.flatMap((rule) => timesOf(rule, { ...asked, last: lastOnset(rule, from) }, spend))
      // Programs write a first day that is none of the rule's: 1 January 1601.
      const first = rules.length > 0 ? [] : [start.at]
      return [...first, ...ruled, ...dates.map(({ at }) => at)].map((at) => ({ at: at - from, offset: to, from }))
    })
    .sort((a, b) => a.at - b.at)
  const [first] = onsets
  if (!first) throw new CannotRead('zone')
  return (at) => (at < first.at ? first.from : offsetAt(onsets, at))
}

function lastOnset({ until }: Rule, from: number): Local {
  if (!until) return Infinity
  return until.isDay ? until.at + day - 1 : until.at + (until.zone ? from : 0)
}

/** "+0100", "-033000": how far ahead of UTC. */
export function readOffset(text: string): number {
  const match = /^([+-])(\d\d)(\d\d)(\d\d)?$/.exec(text.trim())
  const [hours, minutes, seconds] = (match?.slice(2) ?? []).map((part) => Number(part ?? 0))
  if (!match || hours! > 23 || minutes! > 59 || seconds! > 59) throw new CannotRead('zone')
  const ahead = hours! * hour + minutes! * minute + seconds! * second
  return match[1] === '-' ? -ahead : ahead
}
