import type { Programme } from '../programme.ts'
import type { Service } from '../service.ts'

/** What of a service may be changed while it is offered: its words, and how far ahead it is booked. */
export type ServiceWords = Pick<
  Service,
  | 'name'
  | 'description'
  | 'whoFor'
  | 'whatHappens'
  | 'deliveredBy'
  | 'noticeMinutes'
  | 'interpreterNoticeHours'
  | 'windowDays'
>

/** What is wrong, a sentence for each thing that is. */
export type Wrongs<Field extends string> = Partial<Record<Field, string>>

export const longestOf = { name: 100, description: 300, whoFor: 600, whatHappens: 600, deliveredBy: 300 } as const
/** The least and the most of each lead time: what the board of times is laid for, and what can still be called ahead. */
export const boundsOf = {
  noticeMinutes: [0, 2_880],
  interpreterNoticeHours: [0, 336],
  windowDays: [1, 62],
} as const

const wordsOf: Record<keyof typeof longestOf, string> = {
  name: 'name',
  description: 'description',
  whoFor: 'words on who it is for',
  whatHappens: 'words on what happens',
  deliveredBy: 'words on who the coaches are',
}
const leadOf: Record<keyof typeof boundsOf, string> = {
  noticeMinutes: 'minutes of notice',
  interpreterNoticeHours: 'hours of notice for an interpreter',
  windowDays: 'days ahead',
}

/** What is wrong with what a service would say. */
export function whyNotService(said: ServiceWords): Wrongs<keyof ServiceWords> {
  const wrongs: Wrongs<keyof ServiceWords> = {}
  for (const field of keysOf(longestOf)) {
    const length = said[field].length
    if (length === 0) wrongs[field] = `Enter the ${wordsOf[field]}`
    else if (length > longestOf[field])
      wrongs[field] = `The ${wordsOf[field]} must be ${longestOf[field]} characters or fewer`
  }
  for (const field of keysOf(boundsOf)) {
    const [least, most] = boundsOf[field]
    const value = said[field]
    if (!Number.isInteger(value) || value < least || value > most)
      wrongs[field] = `The ${leadOf[field]} must be a whole number from ${least} to ${most}`
  }
  return wrongs
}

const mostOfProgramme = 200

/** Three digits, as 111 has, or six and more, as 116 123 has. */
const isDialled = (text: string): boolean =>
  /^\+?[0-9][0-9 ]{2,19}$/.test(text) && ![1, 2, 4, 5].includes(text.replace(/\D/g, '').length)

/** What is wrong with what the programme would say of itself. An empty text is not said. */
export function whyNotProgramme(said: Programme): Wrongs<keyof Programme> {
  const wrongs: Wrongs<keyof Programme> = {}
  if (said.email && !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(said.email))
    wrongs.email = 'Enter an email address, such as help@example.org'
  for (const field of ['phone', 'dutyPhone'] as const)
    if (said[field] && !isDialled(said[field])) wrongs[field] = 'Enter a whole telephone number, in digits and spaces'
  for (const field of keysOf(said))
    if ((said[field] ?? '').length > mostOfProgramme) wrongs[field] = `At most ${mostOfProgramme} characters`
  if (!said.name) wrongs.name = 'Enter the programme’s name'
  if (!said.area) wrongs.area = 'Enter the area it is for'
  return wrongs
}

const keysOf = <T extends object>(of: T) => Object.keys(of) as (keyof T)[]
