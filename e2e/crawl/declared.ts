import type { Row } from './oracle.ts'

/** Which kinds of somebody's data a route shows, to whomever it lets in; and what is recorded where staff read them. */
type Declared = { shows: readonly Row[]; records: readonly string[] }

const contact: Row = 'client name and contact'
const time: Row = 'booking time and mode'
const help: Row = 'reasonable adjustments'
const nothing: Declared = { shows: [], records: [] }
const own = (...shows: Row[]): Declared => ({ shows, records: [] })

/** By the beginning of the path; the longest that fits counts. */
const table: Record<string, Declared> = {
  '/': nothing,
  '/book': own(contact, time),
  '/booking/': own(contact, time, help),
  '/visit/': own(time),
  '/acknowledge/': own(time),
  '/calendars/': own(time),
  '/api/v1/bookings': own(time),
  '/you': own(contact, time),
  '/you/data': own(contact, time, help, 'goals and actions text', 'escalation', 'data complaint'),
  '/team': nothing,
  '/team/today': { shows: [contact, time, help], records: ['booking.number-shown'] },
  '/team/worried': { shows: [contact, time], records: ['booking.opened'] },
  '/team/sessions/': { shows: [contact, time, help], records: ['booking.opened', 'booking.number-shown'] },
  '/team/operations': { shows: [time, help], records: ['identity.asked'] },
  '/team/operations/reveals/': { shows: [contact, time], records: ['identity.shown'] },
  '/team/operations/behalf': { shows: [time], records: ['booking.booked-by-phone', 'booking.found-by-phone'] },
  '/team/operations/requests': nothing,
  '/team/operations/programme': nothing,
  '/team/operations/plain': nothing,
  '/team/governance/plain': nothing,
  '/team/operations/replies': { shows: [contact, time], records: ['reply.opened'] },
  '/team/governance': { shows: [time, help], records: ['identity.asked'] },
  '/team/governance/reveals/': { shows: [contact, time], records: ['identity.shown'] },
  '/team/governance/glass/': { shows: ['coach private notes', time], records: ['glass.opened', 'notes.read'] },
  '/team/governance/turns': nothing,
  '/team/governance/supervision': nothing,
  '/team/governance/concerns': { shows: ['escalation', time], records: ['concern.read'] },
  '/team/duty': { shows: ['escalation', contact], records: ['concern.opened'] },
  '/team/duty/replies': { shows: [contact], records: ['reply.opened'] },
  '/team/privacy': { shows: ['data complaint'], records: ['complaint.opened'] },
}
// Pages that show nobody's data name themselves, so that one that is new must be thought about.
const showNothing = [
  '/offers',
  '/coaches',
  '/team/operations/pages',
  '/urgent-help',
  '/plain',
  '/privacy',
  '/security',
  '/.well-known/',
  '/who-pays',
  '/accessibility',
  '/cookies',
  '/what-your-employer-can-see',
  '/data-complaint',
  '/leave',
  '/healthz',
  '/readyz',
  '/metrics',
  '/dev/',
  '/receipts/',
  '/replies/',
  '/api',
  '/team/times',
  '/team/gaps',
  '/team/covers/',
  '/team/swaps/',
  '/team/feed',
  '/team/profile',
  '/team/supervisor',
  '/team/rota',
  '/team/system',
  '/team/commissioner',
  '/team/evaluator',
  '/team/sign-',
  '/team/account',
  '/team/invitation/',
  '/team/recovery/',
  '/team/people',
]

/** What is said of a route; null where nothing is. */
export function declared(path: string): Declared | null {
  const all = { ...table, ...Object.fromEntries(showNothing.map((start) => [start, nothing])) }
  const whole = ['/', '/team']
  const fits = Object.keys(all).filter((start) => path === start || (!whole.includes(start) && path.startsWith(start)))
  const longest = fits.toSorted((a, b) => b.length - a.length)[0]
  return longest === undefined ? null : all[longest]!
}
