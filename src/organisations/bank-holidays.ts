import { date, query, text } from '#lib/sql'

/** Bank holidays in England from a day on, soonest first. They change nothing by themselves. */
export const bankHolidaysFrom = query(
  { day: date, name: text },
  `select on_date as day, name from bank_holiday where on_date >= $1 order by on_date`,
)
