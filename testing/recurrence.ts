import fc from 'fast-check'

/** A rule as it is written, and as plain lists. */
export type Written = {
  freq: 'YEARLY' | 'MONTHLY' | 'WEEKLY' | 'DAILY' | 'HOURLY' | 'MINUTELY'
  interval: number
  count: number | null
  months: number[]
  weeks: number[]
  yearDays: number[]
  monthDays: number[]
  /** The day of the week, 1 for Monday, and which of them; 0 for all. */
  days: [weekday: number, which: number][]
  hours: number[]
  minutes: number[]
  positions: number[]
  weekStart: number
}

type Wall = Temporal.PlainDateTime
const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** The rule as a calendar has it. */
export function ruleText(rule: Written): string {
  const list = (name: string, values: readonly (number | string)[]) =>
    values.length > 0 ? [`${name}=${values.join(',')}`] : []
  return [
    `FREQ=${rule.freq}`,
    ...(rule.interval === 1 ? [] : [`INTERVAL=${rule.interval}`]),
    ...(rule.count === null ? [] : [`COUNT=${rule.count}`]),
    ...list('BYMONTH', rule.months),
    ...list('BYWEEKNO', rule.weeks),
    ...list('BYYEARDAY', rule.yearDays),
    ...list('BYMONTHDAY', rule.monthDays),
    ...list(
      'BYDAY',
      rule.days.map(([day, which]) => `${which === 0 ? '' : which}${names[day - 1]}`),
    ),
    ...list('BYHOUR', rule.hours),
    ...list('BYMINUTE', rule.minutes),
    ...list('BYSETPOS', rule.positions),
    ...(rule.weekStart === 1 ? [] : [`WKST=${names[rule.weekStart - 1]}`]),
  ].join(';')
}

/**
 * What a rule means, looked up minute by minute of every day from its start: whether this minute is one of the rule's, by each
 * part of RFC 5545 in turn. Slow, and with nothing in it that could be clever.
 */
export function bruteTimes(rule: Written, start: Wall, until: Wall): Wall[] {
  const minutes = minutesAsked(rule, start)
  const periods = new Map<number, Wall[]>()
  // The last period is gone through to its end, from which positions are counted too.
  const last = until.add({ days: { YEARLY: 366, MONTHLY: 31, WEEKLY: 7 }[rule.freq as string] ?? 1 }).toPlainDate()
  for (let day = firstDay(rule, start); Temporal.PlainDate.compare(day, last) < 0; day = day.add({ days: 1 })) {
    if (!isDay(rule, day, start)) continue
    for (const minute of minutes) {
      const at = day.toPlainDateTime(new Temporal.PlainTime(Math.floor(minute / 60), minute % 60))
      const period = periodOf(rule, at, start)
      if (period % rule.interval !== 0 || period < 0) continue
      periods.set(period, [...(periods.get(period) ?? []), at])
    }
  }
  const chosen = [...periods.values()].flatMap((times) => atPositions(times, rule.positions))
  const inOrder = chosen.filter((at) => Temporal.PlainDateTime.compare(at, start) >= 0)
  return inOrder.slice(0, rule.count ?? Infinity).filter((at) => Temporal.PlainDateTime.compare(at, until) < 0)
}

/** The period of the start begins before it, and positions are counted from there. */
function firstDay({ freq, weekStart }: Written, start: Wall): Temporal.PlainDate {
  const day = start.toPlainDate()
  if (freq === 'YEARLY') return day.with({ month: 1, day: 1 })
  if (freq === 'MONTHLY') return day.with({ day: 1 })
  return freq === 'WEEKLY' ? weekOf(day, weekStart) : day
}

const weekOf = (day: Temporal.PlainDate, weekStart: number) =>
  day.subtract({ days: (day.dayOfWeek - weekStart + 7) % 7 })

/** Minutes of the day that may be meant at all. */
function minutesAsked({ freq, hours, minutes }: Written, start: Wall): number[] {
  const all = (many: number) => Array.from({ length: many }, (_, i) => i)
  const wanted = (listed: number[], isOpen: boolean, own: number, many: number) =>
    listed.length > 0 ? listed : isOpen ? all(many) : [own]
  const byMinute = freq === 'MINUTELY'
  return wanted(hours, byMinute || freq === 'HOURLY', start.hour, 24)
    .flatMap((hour) => wanted(minutes, byMinute, start.minute, 60).map((minute) => hour * 60 + minute))
    .sort((a, b) => a - b)
}

function periodOf({ freq, weekStart }: Written, at: Wall, start: Wall): number {
  switch (freq) {
    case 'YEARLY':
      return at.year - start.year
    case 'MONTHLY':
      return (at.year - start.year) * 12 + at.month - start.month
    case 'WEEKLY':
      return weekOf(start.toPlainDate(), weekStart).until(weekOf(at.toPlainDate(), weekStart)).days / 7
    case 'DAILY':
      return start.toPlainDate().until(at.toPlainDate()).days
    default: {
      const unit = freq === 'HOURLY' ? 'hours' : 'minutes'
      const floor = (one: Wall) => (freq === 'HOURLY' ? one.with({ minute: 0 }) : one)
      return floor(start).until(floor(at), { largestUnit: unit })[unit]
    }
  }
}

function isDay(rule: Written, day: Temporal.PlainDate, start: Wall): boolean {
  const { freq, months, weeks, yearDays, monthDays, days } = rule
  const among = (listed: number[], one: number, many: number) =>
    listed.length === 0 || listed.includes(one) || listed.includes(one - many - 1)
  const said = weeks.length > 0 || yearDays.length > 0 || monthDays.length > 0 || days.length > 0
  if (months.length > 0 && !months.includes(day.month)) return false
  if (!among(yearDays, day.dayOfYear, day.daysInYear) || !among(monthDays, day.day, day.daysInMonth)) return false
  if (weeks.length > 0 && !isInWeek(rule, day)) return false
  if (weeks.length > 0 && days.length === 0 && monthDays.length === 0 && day.dayOfWeek !== start.dayOfWeek) return false
  if (days.length > 0 && !days.some((one) => isNamed(rule, day, one))) return false
  if (freq === 'WEEKLY' && days.length === 0) return day.dayOfWeek === start.dayOfWeek
  if (freq === 'MONTHLY' && !said) return day.day === start.day
  if (freq === 'YEARLY' && !said) return day.day === start.day && (months.length > 0 || day.month === start.month)
  return true
}

/** The third Tuesday, by going through the month (or the year) and counting Tuesdays. */
function isNamed({ freq, months }: Written, day: Temporal.PlainDate, [weekday, which]: [number, number]): boolean {
  if (day.dayOfWeek !== weekday) return false
  if (which === 0) return true
  const ofMonth = freq === 'MONTHLY' || months.length > 0
  const first = ofMonth ? day.with({ day: 1 }) : day.with({ month: 1, day: 1 })
  const all = Array.from({ length: ofMonth ? day.daysInMonth : day.daysInYear }, (_, i) => first.add({ days: i }))
  const same = all.filter((one) => one.dayOfWeek === weekday)
  return same.at(which > 0 ? which - 1 : which)?.equals(day) ?? false
}

/** Weeks of a year are those with four days or more in it. */
function isInWeek({ weeks, weekStart }: Written, day: Temporal.PlainDate): boolean {
  const week = weekOf(day, weekStart)
  const { year } = week.add({ days: 3 })
  const first = (of: number) => weekOf(Temporal.PlainDate.from({ year: of, month: 1, day: 4 }), weekStart)
  const number = first(year).until(week).days / 7 + 1
  const many = first(year).until(first(year + 1)).days / 7
  return weeks.includes(number) || weeks.includes(number - many - 1)
}

function atPositions(times: Wall[], positions: number[]): Wall[] {
  if (positions.length === 0) return times
  return times.filter((_, i) => positions.includes(i + 1) || positions.includes(i - times.length))
}

const some = (least: number, most: number, maxLength = 3) =>
  fc
    .uniqueArray(
      fc.integer({ min: least, max: most }).filter((one) => one !== 0 || least === 0),
      { maxLength },
    )
    .map((all) => all.sort((a, b) => a - b))
/** Mostly left open. */
const seldom = (least: number, most: number) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant<number[]>([]) }, { weight: 1, arbitrary: some(least, most) })

/** Any rule that the standard allows, of a frequency. */
export function rules(freq: Written['freq']): fc.Arbitrary<Written> {
  const yearly = freq === 'YEARLY'
  const none = fc.constant<number[]>([])
  const which: fc.Arbitrary<number> =
    yearly || freq === 'MONTHLY' ? fc.constantFrom(0, 0, 1, 2, -1, 4, 5) : fc.constant(0)
  const byDay: fc.Arbitrary<[number, number][]> = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 7 }), which), {
    maxLength: 3,
  })
  return fc
    .record({
      freq: fc.constant(freq),
      interval: fc.constantFrom(1, 1, 2, 3, 5),
      count: fc.option(fc.integer({ min: 1, max: 40 })),
      months: seldom(1, 12),
      weeks: yearly ? seldom(-53, 53) : none,
      yearDays: ['YEARLY', 'HOURLY', 'MINUTELY'].includes(freq) ? seldom(-366, 366) : none,
      monthDays: freq === 'WEEKLY' ? none : seldom(-31, 31),
      days: fc.oneof(fc.constant<[number, number][]>([]), byDay),
      hours: seldom(0, 23),
      minutes: seldom(0, 59),
      positions: seldom(-5, 5),
      weekStart: fc.constantFrom(1, 1, 7, 3),
    })
    .map((rule) =>
      rule.weeks.length > 0 ? { ...rule, days: rule.days.map(([day]): [number, number] => [day, 0]) } : rule,
    )
}
