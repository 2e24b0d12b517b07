import { wordsIn } from '#lib/text'
import { readDate, type FieldErrors, type TypedDate } from '#web'

/** Who checked a text, on which day, and whether they read the whole of it. */
export type TypedCheck = { by: string; on: TypedDate; whole: boolean }
type Check = { checkedBy: string; checkedOn: Temporal.PlainDate }

const longest = 200

/** The check that was typed, or what is wrong with it. */
export function readCheck(
  { by, on, whole }: TypedCheck,
  { today, writtenOn, wasRead }: { today: Temporal.PlainDate; writtenOn: Temporal.PlainDate; wasRead: boolean },
): { check: Check } | { errors: FieldErrors } {
  const day = readDate(on)
  const checkedBy = wordsIn(by.replaceAll(/\s+/g, ' '))
  const errors: FieldErrors = {
    ...(checkedBy === '' ? { by: 'Enter who checked it' } : {}),
    ...(checkedBy.length > longest ? { by: `At most ${longest} characters` } : {}),
    ...(day === null ? { 'on-day': 'Enter the day, such as 4 1 2027' } : {}),
    ...(day && Temporal.PlainDate.compare(day, today) > 0 ? { 'on-day': 'Enter a day that is not to come' } : {}),
    ...(day && Temporal.PlainDate.compare(day, writtenOn) < 0
      ? { 'on-day': 'Enter a day from that on which this version was written' }
      : {}),
    ...(whole ? {} : { whole: 'Say that they read all of this version' }),
    ...(whole && !wasRead ? { whole: 'The text has changed since this page was opened. Have them read it again' } : {}),
  }
  return Object.keys(errors).length > 0 || day === null ? { errors } : { check: { checkedBy, checkedOn: day } }
}
