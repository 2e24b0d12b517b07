/** Weekdays as recurrence rules write them, Monday first. */
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** Says what is wrong with the text of a rule, or null when it can be kept. */
export function whyNotRule(rule: string): string | null {
  if (rule.length > 200) return 'A rule has at most 200 characters'
  if (!grammar.test(rule)) return 'A rule is a recurrence by day, week or month, such as FREQ=WEEKLY;BYDAY=MO,TU'
  const parts = partsOf(rule)
  if (parts.size !== rule.split(';').length) return 'A rule names each part once'
  if (parts.has('COUNT') && parts.has('UNTIL')) return 'A rule has a count or a last day, not both'
  if (parts.has('UNTIL') && !lastDayOf(parts)) return 'UNTIL is a day, such as 20261231'
  if (parts.get('FREQ') !== 'MONTHLY' && /\d/.test(parts.get('BYDAY') ?? '')) return monthlyOnly
  if (parts.get('FREQ') !== 'MONTHLY' && monthlyParts.some((part) => parts.has(part))) return monthlyOnly
  return null
}

/** Whether a rule can be kept; what was answered once is remembered. */
export function isRule(rule: string): boolean {
  const known = answered.get(rule)
  if (known !== undefined) return known
  if (answered.size > 10_000) answered.clear()
  const good = whyNotRule(rule) === null
  answered.set(rule, good)
  return good
}

/** The parts of a rule by name. */
export const partsOf = (rule: string): ReadonlyMap<string, string> =>
  new Map(rule.split(';').map((part) => part.split('=') as [string, string]))

/** The day that UNTIL names, or null when it names none that exists. */
export function lastDayOf(parts: ReadonlyMap<string, string>): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(parts.get('UNTIL') ?? '')
  } catch {
    return null
  }
}

const monthlyParts = ['BYMONTHDAY', 'BYMONTH', 'BYSETPOS']
const monthlyOnly = 'Only a monthly rule counts weekdays, days or months'

const weekday = '(?:MO|TU|WE|TH|FR|SA|SU)'
const monthDay = '-?(?:[12][0-9]|3[01]|[1-9])'
const month = '(?:1[0-2]|[1-9])'
const several = (one: string, most: number) => `${one}(?:,${one}){0,${most - 1}}`

/** The times of day come from the pattern, so no rule has hours; counts are bounded, so that every expansion ends soon. */
const grammar = new RegExp(
  `^FREQ=(?:DAILY|WEEKLY|MONTHLY)(?:;(?:${[
    'INTERVAL=[1-9][0-9]?',
    'COUNT=[1-9][0-9]{0,2}',
    'UNTIL=[0-9]{8}',
    `WKST=${weekday}`,
    `BYDAY=${several(`(?:-?[1-5])?${weekday}`, 7)}`,
    `BYMONTHDAY=${several(monthDay, 31)}`,
    `BYMONTH=${several(month, 12)}`,
    `BYSETPOS=${several('-?[1-9]', 5)}`,
  ].join('|')}))*$`,
)

const answered = new Map<string, boolean>()
