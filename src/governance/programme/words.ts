import { fromCell, untilCell } from '#lib/edges'

/** What each thing that can be changed is called, as a column and as a field. */
export const labels: Readonly<Record<string, string>> = {
  name: 'Name',
  description: 'Description',
  whoFor: 'Who it is for',
  whatHappens: 'What happens',
  deliveredBy: 'Who the coaches are',
  noticeMinutes: 'Minutes of notice',
  interpreterNoticeHours: 'Hours of notice for an interpreter',
  windowDays: 'Days ahead that can be booked',
  area: 'Area it is for',
  phone: 'Telephone',
  dutyPhone: 'Telephone for coaches about somebody’s safety',
  email: 'Email address',
  runBy: 'Who runs it',
  paidBy: 'Who pays for it',
  controller: 'Who decides about the records',
  from: 'From',
  until: 'Until',
  words: 'Words',
}

/** A value of a change as a cell: times as they are said, what was not there as a dash. */
export function valueWords(name: string, value: string | null, now: Temporal.Instant): string {
  if (value === null) return '–'
  if (name === 'from') return fromCell(Temporal.Instant.from(value), now)
  return name === 'until' ? untilCell(Temporal.Instant.from(value), now) : value
}

/** Which services a closure or a pause is of. */
export const ofServices = (serviceKey: string | null, services: readonly { key: string; name: string }[]): string =>
  serviceKey === null ? 'All services' : (services.find(({ key }) => key === serviceKey)?.name ?? serviceKey)

/** "No booking is inside", "1 booking is inside", "3 bookings are inside". */
export const insideWords = (inside: number): string =>
  inside === 0 ? 'No booking is inside' : inside === 1 ? '1 booking is inside' : `${inside} bookings are inside`
