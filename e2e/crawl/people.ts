import { coachId } from '../../testing/world.ts'
import type { Canary } from './canaries.ts'
import type { Row } from './oracle.ts'

/** Six clients, two coaches of two providers, two employers. Everything that somebody said is a word of its own. */
export type Client = {
  letter: string
  coach: string
  mode: 'video' | 'phone'
  name: string
  /** Empty for one who is reached by texts. */
  email: string
  phone: string
  /** The last ten digits of the number, as they are looked for. */
  digits: string
  reference: string
  employer: string
  /** Booked by another system, not on our pages. */
  byKey?: true
}

export const coaches = [coachId(1), coachId(2)] as const
export const employers = ['Zqvxyemployer', 'Zqvxzemployer'] as const

const client = (letter: string, n: number, more: Pick<Client, 'mode'> & Partial<Client>): Client => ({
  letter,
  coach: coaches[n % 2]!,
  name: `Zqvx${letter}name`,
  email: `zqvx${letter}mail@gmail.com`,
  phone: `07700 9001${n}${n}`,
  digits: `77009001${n}${n}`,
  reference: `ZQVX${letter.toUpperCase()}${n}${n}${n}`,
  employer: employers[n % 2]!,
  ...more,
})

export const clients: readonly Client[] = [
  client('a', 2, { mode: 'video' }),
  client('b', 3, { mode: 'phone', email: '' }),
  client('c', 4, { mode: 'phone' }),
  client('d', 5, { mode: 'video' }),
  client('e', 6, { mode: 'video' }),
  client('f', 7, { mode: 'video', byKey: true }),
]

/** Whoever asks for an away day, and the words that they leave. */
export const enquirers = clients.slice(0, 2).map(({ letter }) => ({
  letter,
  email: `zqvx${letter}enquiry@gmail.com`,
  aim: `Zqvx${letter}aim`,
  dates: `Zqvx${letter}dates`,
}))

/** Whoever complains of how their data was used. */
export const complaints = clients
  .slice(2, 4)
  .map(({ letter }) => ({ letter, words: `Zqvx${letter}wrong`, email: `zqvx${letter}answer@gmail.com` }))

/** What one who is reached by texts answered to one. */
export const answered = clients.slice(1, 2).map(({ letter, phone }) => ({ letter, phone, words: `Zqvx${letter}reply` }))

/** What two coaches gave of themselves: a number to be texted at, and where their own calendar is. */
export const texted = { coach: 'coach 1', id: coaches[0], phone: '07700 900188', digits: '7700900188' } as const
export const withCalendar = {
  coach: 'coach 3',
  id: coachId(3),
  address: 'https://calendar.example.org/zqvxkcalendar.ics',
} as const

/** What two clients said in coaching, and what their coaches wrote of them. */
export const said = [clients[0]!, clients[3]!].map(({ letter }) => ({
  letter,
  goal: `Zqvx${letter}goal`,
  shared: `Zqvx${letter}shared`,
  note: `Zqvx${letter}note`,
  concern: {
    words: `Zqvx${letter}worry`,
    name: `Zqvx${letter}called`,
    number: `Zqvx${letter}number`,
    location: `Zqvx${letter}place`,
  },
}))

const contact: Row = 'client name and contact'
const employer: Row = 'employer or practice (used within the request for area and conflict, then forgotten: not kept)'

/** Every word to look for, and whose it is. */
export const canaries: readonly Canary[] = [
  ...clients.flatMap(({ letter, name, email, digits, reference }) => [
    { client: letter, row: contact, field: 'name', text: name },
    ...(email === '' ? [] : [{ client: letter, row: contact, field: 'email', text: email.split('@')[0]! }]),
    { client: letter, row: contact, field: 'phone', text: digits },
    { client: letter, row: 'booking time and mode' as const, field: 'reference', text: reference },
  ]),
  ...employers.map((text, n) => ({ client: `at employer ${n + 1}`, row: employer, field: 'name', text })),
  ...enquirers.flatMap(({ letter, email, aim, dates }) => [
    { client: letter, row: contact, field: 'enquiry', text: email.split('@')[0]! },
    { client: letter, row: contact, field: 'aim', text: aim },
    { client: letter, row: contact, field: 'dates', text: dates },
  ]),
  ...answered.map(({ letter, words }) => ({ client: letter, row: contact, field: 'reply', text: words })),
  { client: texted.coach, row: 'coach number or calendar', field: 'number', text: texted.digits },
  { client: withCalendar.coach, row: 'coach number or calendar', field: 'calendar', text: 'zqvxkcalendar' },
  ...complaints.flatMap(({ letter, words, email }) => [
    { client: letter, row: 'data complaint' as const, field: 'words', text: words },
    { client: letter, row: 'data complaint' as const, field: 'address', text: email.split('@')[0]! },
  ]),
  ...said.flatMap(({ letter, goal, shared, note, concern }) => [
    { client: letter, row: 'goals and actions text' as const, field: 'unshared', text: goal },
    { client: letter, row: 'goals and actions text' as const, field: 'shared', text: shared },
    { client: letter, row: 'coach private notes' as const, field: 'note', text: note },
    { client: letter, row: 'escalation' as const, field: 'words', text: concern.words },
    ...(['name', 'number', 'location'] as const).map((part) => ({
      client: letter,
      row: contact,
      field: `${part} in a concern`,
      text: concern[part],
    })),
  ]),
]
