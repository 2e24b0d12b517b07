import { startOfDay } from '#lib/time'

/** Three months from the first of January, April, July or October: the only stretches of time that anything is counted by. */
export type Quarter = { key: string; from: Temporal.PlainDate; until: Temporal.PlainDate }

/** The quarter named "2026-Q3", which is July to September; null for anything else. */
export function quarterOf(key: string): Quarter | null {
  const [, year, number] = /^(20\d\d)-Q([1-4])$/.exec(key) ?? []
  if (!year || !number) return null
  return quarterFrom(Temporal.PlainDate.from({ year: Number(year), month: Number(number) * 3 - 2, day: 1 }))
}

/** The quarter that a day lies in. */
export const quarterAround = ({ year, month }: Temporal.PlainDate): Quarter =>
  quarterFrom(Temporal.PlainDate.from({ year, month: month - ((month - 1) % 3), day: 1 }))

/** The last quarter that is over on a day. */
export const lastQuarter = (day: Temporal.PlainDate): Quarter =>
  quarterAround(quarterAround(day).from.subtract({ days: 1 }))

/** Whether its last day has gone by in London. */
export const isOver = ({ until }: Quarter, now: Temporal.Instant) =>
  Temporal.Instant.compare(startOfDay(until), now) <= 0

/** "July to September 2026". */
export const quarterWords = ({ from }: Quarter): string =>
  `${months[from.month - 1]} to ${months[from.month + 1]} ${from.year}`

const quarterFrom = (from: Temporal.PlainDate): Quarter => ({
  key: `${from.year}-Q${(from.month + 2) / 3}`,
  from,
  until: from.add({ months: 3 }),
})

const months = 'January February March April May June July August September October November December'.split(' ')
