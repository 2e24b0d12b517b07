import { civilOf, dayNumber, daysInMonth, daysInYear, weekdayOf, type Day } from './civil.ts'
import type { ByDay, Rule } from './rule.ts'

const allMonths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/** The days of a year on which a rule holds, in order. What the rule leaves open is as on the day it starts. */
export function daysOfYear(rule: Rule, year: number, start: Day): Day[] {
  const begun = civilOf(start)
  const whole = rule.weeks.length > 0 || rule.yearDays.length > 0
  const isOpen = !whole && rule.monthDays.length === 0 && rule.days.length === 0
  const months = rule.months.length > 0 ? rule.months : isOpen ? [begun.month] : allMonths
  const monthDays = isOpen ? [begun.day] : rule.monthDays
  const days =
    rule.weeks.length > 0 && rule.days.length === 0 && rule.monthDays.length === 0
      ? [{ weekday: weekdayOf(start), which: 0 }]
      : rule.days
  const within = rule.months.length > 0 ? 'month' : 'year'
  return months
    .flatMap((month) => daysInside(year, month, monthDays))
    .filter((day) => isDay(day, days, within) && isInYear(day, year, rule))
}

/** The days of a month on which a rule holds, in order. */
export function daysOfMonth(rule: Rule, year: number, month: number, start: Day): Day[] {
  if (rule.months.length > 0 && !rule.months.includes(month)) return []
  const isOpen = rule.monthDays.length === 0 && rule.days.length === 0
  return daysInside(year, month, isOpen ? [civilOf(start).day] : rule.monthDays).filter((day) =>
    isDay(day, rule.days, 'month'),
  )
}

/** The days of a week on which a rule holds, in order; a week by the day it begins on. */
export function daysOfWeek(rule: Rule, monday: Day, start: Day): Day[] {
  const days = rule.days.length > 0 ? rule.days : [{ weekday: weekdayOf(start), which: 0 }]
  return [0, 1, 2, 3, 4, 5, 6]
    .map((after) => monday + after)
    .filter((day) => isDay(day, days, 'year') && (rule.months.length === 0 || rule.months.includes(civilOf(day).month)))
}

/** Whether a rule that goes by days or less holds on one. */
export function holdsOn(rule: Rule, day: Day): boolean {
  if (!isDay(day, rule.days, 'year')) return false
  if (rule.months.length === 0 && rule.monthDays.length === 0 && rule.yearDays.length === 0) return true
  const { year, month, day: ofMonth } = civilOf(day)
  return (
    (rule.months.length === 0 || rule.months.includes(month)) &&
    (rule.monthDays.length === 0 || counts(rule.monthDays, ofMonth, daysInMonth(year, month))) &&
    isYearDay(day, year, rule)
  )
}

function daysInside(year: number, month: number, monthDays: readonly number[]): Day[] {
  const long = daysInMonth(year, month)
  const first = dayNumber(year, month, 1)
  const numbers =
    monthDays.length === 0
      ? Array.from({ length: long }, (_, i) => i + 1)
      : monthDays.map((one) => (one > 0 ? one : long + 1 + one)).filter((one) => one >= 1 && one <= long)
  return [...new Set(numbers)].sort((a, b) => a - b).map((one) => first + one - 1)
}

/** Whether a day is one of those named: the second Tuesday of its month, say, or any Tuesday. */
function isDay(day: Day, days: readonly ByDay[], within: 'month' | 'year'): boolean {
  if (days.length === 0) return true
  const weekday = weekdayOf(day)
  return days.some(({ weekday: named, which }) => named === weekday && (which === 0 || isWhich(day, which, within)))
}

function isWhich(day: Day, which: number, within: 'month' | 'year'): boolean {
  const { year, month, day: ofMonth } = civilOf(day)
  const [ordinal, long] =
    within === 'month' ? [ofMonth, daysInMonth(year, month)] : [day - dayNumber(year, 1, 1) + 1, daysInYear(year)]
  return which > 0 ? Math.ceil(ordinal / 7) === which : Math.ceil((long - ordinal + 1) / 7) === -which
}

const isInYear = (day: Day, year: number, rule: Rule) =>
  isYearDay(day, year, rule) && (rule.weeks.length === 0 || isInWeek(day, rule))

const isYearDay = (day: Day, year: number, { yearDays }: Rule) =>
  yearDays.length === 0 || counts(yearDays, day - dayNumber(year, 1, 1) + 1, daysInYear(year))

/** Weeks belong to the year that has four of their days or more. */
function isInWeek(day: Day, { weeks, weekStart }: Rule): boolean {
  const { year } = civilOf(day + 3 - ((weekdayOf(day) - weekStart + 7) % 7))
  const first = firstWeek(year, weekStart)
  const number = Math.floor((day - first) / 7) + 1
  return counts(weeks, number, (firstWeek(year + 1, weekStart) - first) / 7)
}

function firstWeek(year: number, weekStart: number): Day {
  const fourth = dayNumber(year, 1, 4)
  return fourth - ((weekdayOf(fourth) - weekStart + 7) % 7)
}

/** Whether numbers, some perhaps counted from the end, have one of a row of so many. */
const counts = (numbers: readonly number[], one: number, many: number) =>
  numbers.includes(one) || numbers.includes(one - many - 1)
