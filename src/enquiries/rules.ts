import type { Service } from '#organisations'
import { emailSentences, normaliseEmail } from '#identity'

/** What an enquiry asks besides the address and the area: a group's kind and times, or a team's size and dates. */
export type Asks = 'group' | 'team' | 'away-day'

export const groupKinds = {
  wellbeing: 'A group about how I am doing',
  'same-work': 'A group with people who do the same kind of work as me',
  'shared-background': 'A group with people who share a background or experience with me',
  any: 'Any group, or I am not sure',
} as const

export const times = {
  morning: 'Mornings',
  afternoon: 'Afternoons',
  evening: 'Evenings',
  weekend: 'Weekends',
} as const

export const longest = { aim: 1000, dates: 300 }
const team = { smallest: 2, largest: 500 }

/** What was typed into the form, as it was typed. */
export type Typed = {
  groupKind: string
  suits: readonly string[]
  teamSize: string
  minutes: string
  aim: string
  dates: string
  area: string
  email: string
}

export type Enquiry = {
  groupKind: string | null
  suits: string[]
  teamSize: number | null
  minutes: number | null
  aim: string
  dates: string
  area: string | null
  email: string
}

/** What to ask somebody who is interested in a service; null for one that is only booked by time. */
export function asksOf({ kind, bookable }: Pick<Service, 'kind' | 'bookable'>): Asks | null {
  if (kind === 'one-to-one') return null
  if (kind === 'team') return 'team'
  return bookable === 'enquiry' ? kind : null
}

/** The enquiry that was typed, or what is wrong: a sentence for each field, in the order of the form. */
export function readEnquiry(
  typed: Typed,
  service: Pick<Service, 'kind' | 'bookable' | 'minutes' | 'alsoMinutes'>,
  areaCodes: readonly string[],
): { enquiry: Enquiry } | { errors: Record<string, string> } {
  const asks = asksOf(service)
  const size = sizeOf(typed.teamSize)
  const lengths = [service.minutes, ...service.alsoMinutes].map(String)
  const [aim, dates] = [plain(typed.aim), plain(typed.dates)]
  const email = normaliseEmail(typed.email)
  const errors: Record<string, string> = {}
  const check = (id: string, wrong: string | false) => wrong && (errors[id] = wrong)
  if (asks === 'group')
    check('group-kind', !Object.hasOwn(groupKinds, typed.groupKind) && 'Select what kind of group you would like')
  if (asks === 'away-day')
    check('minutes', ![...lengths, ''].includes(typed.minutes) && 'Select how long the away day should be')
  if (asks !== 'group') check('team-size', typeof size === 'string' && size)
  check('aim', tooLong(aim, longest.aim, 'What you would like'))
  if (asks !== 'group') check('dates', tooLong(dates, longest.dates, 'Possible dates'))
  check('area', !['', ...areaCodes].includes(typed.area) && 'Select an area from the list')
  check('email', 'refusal' in email && emailSentences[email.refusal])
  if (Object.keys(errors).length > 0 || !('email' in email) || typeof size === 'string') return { errors }
  return {
    enquiry: {
      groupKind: asks === 'group' ? typed.groupKind : null,
      suits: asks === 'group' ? Object.keys(times).filter((time) => typed.suits.includes(time)) : [],
      teamSize: asks === 'group' ? null : size,
      minutes: asks === 'away-day' && typed.minutes !== '' ? Number(typed.minutes) : null,
      aim,
      dates: asks === 'group' ? '' : dates,
      area: typed.area === '' ? null : typed.area,
      email: email.email,
    },
  }
}

/**
 * The number of people, or what is wrong with it. A rough one is taken as people write it, such as "about 8" or "10ish"; of
 * a range the larger number, since whoever comes must have room.
 */
function sizeOf(written: string): number | string {
  if (written === '') return 'Enter how many people are in your team'
  const [before, ...numbers] = written.split(/(\d+(?:[.,]\d+)*)/)
  const sizes = numbers
    .filter((_, i) => i % 2 === 0)
    .map((text) => Math.min(Number(text.replaceAll(',', '')), 1_000_000))
  const [between, ...others] = numbers.filter((_, i) => i % 2 === 1).slice(0, -1)
  const isRough =
    sizes.length > 0 &&
    others.length === 0 &&
    (between === undefined || joinsARange.test(between)) &&
    !/[-−]\s*$/.test(before!)
  const size = Math.max(...sizes)
  if (!isRough || !sizes.every(Number.isInteger)) return 'Enter how many people in digits, like 12 or 8 to 10'
  if (size < team.smallest) return `Enter ${team.smallest} people or more. Coaching for one person is booked by time`
  return size > team.largest ? `Enter ${team.largest} people or fewer` : size
}

/** What stands between the two numbers of a range. */
const joinsARange = /^[\s,]*(?:[-‐-―/]|to|or|and|up to|maybe)?\s*$/i

const tooLong = (text: string, most: number, what: string): string | false =>
  [...text].length > most && `${what} must be ${most} characters or fewer`

/** Text that the database can keep: whole characters, one kind of line end, nothing that only steers machines. */
const plain = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .trim()
