import { programmeZone } from '#lib/time'
import type { Channel } from './kinds.ts'

/** A day before, two hours before, and ten minutes before. */
export type Reminder = { kind: 'day' | 'hours' | 'soon'; channel: Channel; dueAt: Temporal.Instant }

export type Reach = {
  /** How the person chose to hear from us. */
  channel: Channel
  phoneHeld: boolean
  /** Whether there is a way to send texts. */
  textSender: boolean
  /** Whether they take texts at night, too. */
  anyTime?: boolean
}

/**
 * The reminders of a session, in order of time; none for an instant already past. A text that can wait and would fall
 * between 21:00 and 08:00 goes at 20:45 before, but for who takes texts at any time; the one ten minutes before cannot wait.
 */
export function reminders(startsAt: Temporal.Instant, now: Temporal.Instant, reach: Reach): Reminder[] {
  const { channel, phoneHeld, textSender, anyTime = false } = reach
  const waking = (at: Temporal.Instant) => (channel === 'text' && !anyTime ? outsideQuietHours(at) : at)
  const all: Reminder[] = []
  if (channel === 'email' || textSender) {
    all.push({ kind: 'day', channel, dueAt: waking(startsAt.subtract({ hours: 24 })) })
    all.push({ kind: 'hours', channel, dueAt: waking(startsAt.subtract({ hours: 2 })) })
  }
  if (phoneHeld && textSender) all.push({ kind: 'soon', channel: 'text', dueAt: startsAt.subtract({ minutes: 10 }) })
  return all.filter(({ dueAt }) => Temporal.Instant.compare(dueAt, now) > 0)
}

/** Whether a message of this kind can wait for the end of the quiet hours. */
export const canWait = (kind: string) => kind === 'reminder-day' || kind === 'reminder-hours'

/** The instant itself, or the 08:00 London time that ends the quiet hours that it falls in. */
export function afterQuietHours(at: Temporal.Instant): Temporal.Instant {
  const local = at.toZonedDateTimeISO(programmeZone)
  if (local.hour >= 8 && local.hour < 21) return at
  const morning = local.hour >= 21 ? local.toPlainDate().add({ days: 1 }) : local.toPlainDate()
  return morning.toZonedDateTime({ timeZone: programmeZone, plainTime: '08:00' }).toInstant()
}

/** The instant itself, or 20:45 London time before the quiet hours (21:00 to 08:00) that it falls in. */
export function outsideQuietHours(at: Temporal.Instant): Temporal.Instant {
  const local = at.toZonedDateTimeISO(programmeZone)
  if (local.hour >= 8 && local.hour < 21) return at
  const evening = local.hour >= 21 ? local.toPlainDate() : local.toPlainDate().subtract({ days: 1 })
  return evening.toZonedDateTime({ timeZone: programmeZone, plainTime: '20:45' }).toInstant()
}
