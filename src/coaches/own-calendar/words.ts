import type { AddressFault, Fault } from '#calendars'
import { whenWords } from '#lib/time'
import type { Standing } from './rules.ts'

/** Why a calendar could not be read, as its coach is told. `lost` is an address that does not open any more. */
const faultWords: Readonly<Record<Fault | 'lost', string>> = {
  'no-answer': 'The address did not answer.',
  'not-public': 'The address does not lead to a place on the internet.',
  refused: 'The address answered that we may not read it.',
  gone: 'There is no calendar at the address any more.',
  'leads-away': 'The address sent us on to another that we cannot follow.',
  'too-large': 'It is larger than 10 MB.',
  'not-a-calendar': 'What we got is not a whole calendar in iCalendar format.',
  event: 'One of its entries cannot be read.',
  zone: 'One of its entries is in a time zone that we do not know.',
  'too-much': 'It has more entries than we can read.',
  'too-slow': 'It takes too long to read.',
  lost: 'We cannot open its address any more. Add it again.',
}

export const sentenceOf = (fault: string): string =>
  Object.hasOwn(faultWords, fault) ? faultWords[fault as Fault] : 'It cannot be read.'

export const addressWords: Readonly<Record<AddressFault, string>> = {
  empty: 'Enter the address of your calendar',
  'no-address': 'Enter the whole address, such as https://calendar.example.org/private/basic.ics',
  'not-https': 'Enter an address that begins with https:// or webcal://',
  password: 'Enter an address without a name or password in it',
  port: 'Enter an address without a number after the name of the host',
  number: 'Enter an address that has the name of a host, not its number',
  local: 'Enter an address on the internet: we cannot read one on your own network',
  'too-long': 'Enter an address of 2,000 characters at most',
}

/** Whether offers stand, and so whether something is to be done. */
export type Told = { heading: string; text: string } | null

/** What a coach has to know of their own calendar; null while all is well. */
export function warningOf(standing: Standing, now: Temporal.Instant): Told {
  const at = (one: Temporal.Instant) => whenWords(one, now)
  switch (standing.kind) {
    case 'read':
      return null
    case 'unread':
      return standing.fault === null
        ? {
            heading: 'We are reading your calendar',
            text: 'Nobody new can book you until we have. That takes a minute or two: then open this page again.',
          }
        : {
            heading: 'Nobody new can book you',
            text: `We cannot read your calendar. ${sentenceOf(standing.fault)} People can book you again once we have read it, or when you remove it.`,
          }
    case 'failing':
      return {
        heading: 'We cannot read your calendar',
        text: `${sentenceOf(standing.fault)} What we read last (${at(standing.readAt)}) counts until ${at(standing.until)}. After that nobody new can book you until we can read it, or you remove it.`,
      }
    case 'ending':
      return {
        heading: 'Your calendar file is getting old',
        text: `It counts until ${at(standing.until)}. After that nobody new can book you until you upload a newer one, or remove it.`,
      }
    case 'closed':
      return {
        heading: 'Nobody new can book you',
        text: standing.isFile
          ? `The file of your calendar is from ${at(standing.readAt)}, which is too old. Upload a newer one, or remove it.`
          : `We last read your calendar ${at(standing.readAt)}. ${standing.fault === null ? '' : `${sentenceOf(standing.fault)} `}People can book you again once we have read it, or when you remove it.`,
      }
  }
}
