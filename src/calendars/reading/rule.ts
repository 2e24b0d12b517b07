import { CannotRead } from './faults.ts'
import { readMoment, type Moment } from './moment.ts'

const frequencies = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY', 'SECONDLY'] as const
export type Frequency = (typeof frequencies)[number]

/** A day of the week, 0 for Monday, and of several in a month or year which: 0 every one, -1 the last. */
export type ByDay = { weekday: number; which: number }

/** A recurrence rule (RFC 5545, 3.3.10). An empty list leaves its part open. */
export type Rule = {
  frequency: Frequency
  interval: number
  count: number | null
  until: Moment | null
  months: number[]
  weeks: number[]
  yearDays: number[]
  monthDays: number[]
  days: ByDay[]
  hours: number[]
  minutes: number[]
  seconds: number[]
  positions: number[]
  weekStart: number
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** Reads a rule. What is not in the standard is not guessed at. */
export function readRule(text: string): Rule {
  const parts = new Map<string, string>()
  for (const part of text.toUpperCase().replace(/;$/, '').split(';')) {
    const [name = '', value] = part.trim().split('=')
    if (value === undefined || parts.has(name) || !known.has(name)) throw new CannotRead('event')
    parts.set(name, value)
  }
  if ((parts.get('RSCALE') ?? 'GREGORIAN') !== 'GREGORIAN') throw new CannotRead('event')
  const numbers = (name: string, least: number, most: number) => listOf(parts.get(name), least, most)
  const frequency = frequencies.find((one) => one === parts.get('FREQ'))
  const weekStart = weekdays.indexOf(parts.get('WKST') ?? 'MO')
  if (!frequency || weekStart < 0) throw new CannotRead('event')
  const rule: Rule = {
    frequency,
    interval: whole(parts.get('INTERVAL') ?? '1'),
    count: parts.has('COUNT') ? whole(parts.get('COUNT')!) : null,
    until: parts.has('UNTIL') ? readMoment(parts.get('UNTIL')!, null) : null,
    months: numbers('BYMONTH', 1, 12),
    weeks: numbers('BYWEEKNO', -53, 53),
    yearDays: numbers('BYYEARDAY', -366, 366),
    monthDays: numbers('BYMONTHDAY', -31, 31),
    days: (parts.get('BYDAY')?.split(',') ?? []).map(dayIn),
    hours: numbers('BYHOUR', 0, 23),
    minutes: numbers('BYMINUTE', 0, 59),
    seconds: numbers('BYSECOND', 0, 60),
    positions: numbers('BYSETPOS', -366, 366),
    weekStart,
  }
  if (!isAllowed(rule)) throw new CannotRead('event')
  return rule
}

const known = new Set(
  'FREQ INTERVAL COUNT UNTIL WKST RSCALE BYMONTH BYWEEKNO BYYEARDAY BYMONTHDAY BYDAY BYHOUR BYMINUTE BYSECOND BYSETPOS'.split(
    ' ',
  ),
)

/** Which parts go with which frequency. */
function isAllowed({ frequency, weeks, yearDays, monthDays, days }: Rule): boolean {
  const counted = days.some(({ which }) => which !== 0)
  if (counted && frequency !== 'MONTHLY' && (frequency !== 'YEARLY' || weeks.length > 0)) return false
  if (weeks.length > 0 && frequency !== 'YEARLY') return false
  if (yearDays.length > 0 && ['DAILY', 'WEEKLY', 'MONTHLY'].includes(frequency)) return false
  return monthDays.length === 0 || frequency !== 'WEEKLY'
}

function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1) throw new CannotRead('event')
  return Number(text)
}

/** Numbers in order, each once. Zero counts nothing from either end, and only a clock has it. */
function listOf(text: string | undefined, least: number, most: number): number[] {
  if (text === undefined) return []
  const numbers = text.split(',').map((one) => (/^[+-]?\d{1,3}$/.test(one) ? Number(one) : Number.NaN))
  if (!numbers.every((one) => one >= least && one <= most && (one !== 0 || least === 0))) throw new CannotRead('event')
  return [...new Set(numbers)].sort((a, b) => a - b)
}

function dayIn(text: string): ByDay {
  const [, which, name = ''] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text) ?? []
  const weekday = weekdays.indexOf(name)
  if (weekday < 0 || (which !== undefined && (Number(which) === 0 || Math.abs(Number(which)) > 53)))
    throw new CannotRead('event')
  return { weekday, which: Number(which ?? 0) }
}
