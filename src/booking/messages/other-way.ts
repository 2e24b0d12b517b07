import { afterServiceMinutes } from '../rehome/rules.ts'
import { channelOf, type Channel, type Reach } from '../channel.ts'
import { kinds } from './kinds.ts'

const toHear: readonly string[] = [
  kinds.confirmation,
  kinds.moved,
  kinds.reassigned,
  kinds.cancelled,
  kinds.alternatives,
  kinds.stands,
]
const reminders: readonly string[] = ['reminder-day', 'reminder-hours', 'reminder-soon']

/** A message that did not arrive: its kind, and what it went by. */
type Back = { kind: string; channel: string }

/**
 * By which way a message goes that did not arrive by its own: the other one that the person gave, or null where there is none. What
 * carries a code goes where it was asked for, and nowhere else.
 */
export function otherWay({ kind, channel }: Back, reached: Reach, textSender: boolean): Channel | null {
  if (![...toHear, ...reminders].includes(kind)) return null
  if (channel === 'text') return reached.hasEmail ? 'email' : null
  return reached.takesTexts && textSender ? 'text' : null
}

/** Whether a message goes by another way than its person's own. The text ten minutes before is one for all who gave a number. */
export const isOtherWay = ({ kind, channel }: Back, reached: Reach): boolean =>
  channel !== channelOf(reached) && kind !== 'reminder-soon'

/** Whether somebody has to look after it, where it did not arrive: a reminder says nothing new. */
export const needsSomebody = ({ kind }: Back): boolean => toHear.includes(kind)

/** By when: within two hours of the service, or an hour before the start where that is sooner; never in the past. */
export function seenToBy(now: Temporal.Instant, startsAt: Temporal.Instant): Temporal.Instant {
  const [soon, before] = [afterServiceMinutes(now, 120), startsAt.subtract({ hours: 1 })]
  const by = Temporal.Instant.compare(before, soon) < 0 ? before : soon
  return Temporal.Instant.compare(by, now) < 0 ? now : by
}
