import assert from 'node:assert/strict'
import { it } from 'node:test'
import { bankHolidays } from './bank-holidays.ts'

/** Easter Sunday of a Gregorian year (Meeus, Jones and Butcher). */
function easter(year: number): Temporal.PlainDate {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const n = h + l - 7 * Math.floor((a + 11 * h + 22 * l) / 451) + 114
  return Temporal.PlainDate.from({ year, month: Math.floor(n / 31), day: (n % 31) + 1 })
}

const date = (year: number, month: number, day: number) => Temporal.PlainDate.from({ year, month, day })
const nextWorkingDay = (day: Temporal.PlainDate, taken: readonly Temporal.PlainDate[] = []): Temporal.PlainDate =>
  day.dayOfWeek > 5 || taken.some((one) => one.equals(day)) ? nextWorkingDay(day.add({ days: 1 }), taken) : day
const mondayFrom = (day: Temporal.PlainDate) => day.add({ days: (8 - day.dayOfWeek) % 7 })

function byTheRules(year: number) {
  const christmas = nextWorkingDay(date(year, 12, 25))
  const boxing = nextWorkingDay(date(year, 12, 26), [christmas])
  return [
    nextWorkingDay(date(year, 1, 1)),
    easter(year).subtract({ days: 2 }),
    easter(year).add({ days: 1 }),
    mondayFrom(date(year, 5, 1)),
    mondayFrom(date(year, 5, 25)),
    mondayFrom(date(year, 8, 25)),
    christmas,
    boxing,
  ].map(String)
}

it('bank holidays are those that the rules of the Act give, year by year', () => {
  for (const year of [2026, 2027, 2028])
    assert.deepEqual(
      bankHolidays.map(({ on_date }) => on_date).filter((day) => day.startsWith(String(year))),
      byTheRules(year),
    )
})

it('and say where they stand in place of another day', () => {
  const moved = bankHolidays.filter(({ name }) => name.includes('substitute')).map(({ on_date }) => on_date)
  assert.deepEqual(moved, ['2026-12-28', '2027-12-27', '2027-12-28', '2028-01-03'])
})
