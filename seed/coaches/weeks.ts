import type { Pattern } from '#coaches'

const hours = (days: string, from: string, until: string, every = 1): Pattern => ({
  rule: `FREQ=WEEKLY;${every === 1 ? '' : `INTERVAL=${every};`}BYDAY=${days}`,
  startsOn: Temporal.PlainDate.from('2025-01-06'),
  endsOn: null,
  startsAt: minutes(from),
  endsAt: minutes(until),
  zone: 'Europe/London',
})

const minutes = (clock: string) => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return hour * 60 + minute
}

/**
 * The weeks that coaches work. The first six together leave no hour from 8am to 10pm out, so that a few of each are
 * enough.
 */
export const weeks: readonly (readonly Pattern[])[] = [
  [hours('MO,TU,WE,TH,FR', '08:00', '12:30')],
  [hours('MO,TU,WE,TH,FR', '12:00', '17:30')],
  [hours('MO,TU,WE,TH', '16:30', '22:00')],
  [hours('FR', '16:30', '22:00'), hours('SA,SU', '17:00', '22:00')],
  [hours('SA,SU', '08:00', '13:00'), hours('WE', '09:00', '12:00')],
  [hours('SA,SU', '12:00', '18:00'), hours('MO', '18:00', '21:00')],
  [hours('MO,WE', '09:00', '12:30'), hours('MO,WE', '13:30', '17:00'), hours('TH', '18:00', '22:00')],
  [hours('TU,TH', '08:30', '13:00'), hours('TU,TH', '14:00', '18:00'), hours('SA', '09:00', '13:00', 2)],
  [hours('FR', '08:00', '14:00'), hours('SU', '16:00', '21:00', 2), hours('TU,WE', '18:00', '21:30')],
]

/** Dev's own week: days, and one evening. */
export const weekOfDev: readonly Pattern[] = [
  hours('MO,TU,WE,TH,FR', '08:30', '12:30'),
  hours('MO,WE,FR', '13:30', '17:00'),
  hours('TU,TH', '17:00', '20:30'),
]

/** Ama's own week: later hours, most evenings and every second weekend. */
export const weekOfAma: readonly Pattern[] = [
  hours('MO,TU,WE,TH,FR', '12:00', '15:30'),
  hours('MO,TU,WE,TH', '17:00', '22:00'),
  hours('SA,SU', '10:00', '16:00', 2),
]
