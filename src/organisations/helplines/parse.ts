import { parseArgs } from 'node:util'
import { showsSomething } from '#lib/text'
import { readDay } from '#lib/time'

/** What may be said of a helpline. */
export type Helpline = {
  name: string
  words: string
  phone: string | null
  textTo: string | null
  url: string | null
  hours: string
  urgent: boolean
  position: number
}

export type Asked = { key: string | undefined; day: Temporal.PlainDate | null; said: Partial<Helpline> }

const options = {
  name: { type: 'string' },
  words: { type: 'string' },
  phone: { type: 'string' },
  'text-to': { type: 'string' },
  url: { type: 'string' },
  hours: { type: 'string' },
  urgent: { type: 'string' },
  position: { type: 'string' },
  from: { type: 'string' },
  on: { type: 'string' },
} as const

/** Reads the words after `helpline list`, `set` or `end`; a sentence when they cannot be read. */
export function parseHelpline(args: string[]): Asked | string {
  const line = parsed(args)
  if (!line || line.positionals.length > 1) return 'These options cannot be read: see helpline --help'
  const { from, on, 'text-to': textTo, urgent, position, ...plain } = line.values
  const day = dayOf(from ?? on)
  if (day === undefined) return 'A date is written YYYY-MM-DD'
  const [key] = line.positionals
  if (key !== undefined && !/^[a-z0-9-]{2,40}$/.test(key)) return 'A key is 2 to 40 small letters, digits and hyphens'
  if (urgent !== undefined && urgent !== 'yes' && urgent !== 'no') return '--urgent is yes or no'
  if (position !== undefined && !/^\d{1,3}$/.test(position)) return '--position is a number from 0 to 999'
  return {
    key,
    day,
    said: {
      ...plain,
      ...(textTo === undefined ? {} : { textTo }),
      ...(urgent === undefined ? {} : { urgent: urgent === 'yes' }),
      ...(position === undefined ? {} : { position: Number(position) }),
    },
  }
}

/** What is wrong with a helpline, in one sentence; null when it may be shown. */
export function whyNotShown({ name, words, phone, textTo, url, hours }: Helpline): string | null {
  const texts = [name, words, hours, phone ?? '', textTo ?? '', url ?? '']
  if (![name, words, hours].every(showsSomething)) return 'A helpline needs --name, --words and --hours'
  if (!phone && !textTo && !url) return 'A helpline needs --phone, --text-to or --url'
  if (texts.some((text) => text.length > 300)) return 'At most 300 characters each'
  if (phone && !/^\+?[0-9][0-9 ]{2,19}$/.test(phone)) return '--phone is digits and spaces'
  if (url && !/^https:\/\/[^\s/]+\.[^\s]+$/.test(url)) return '--url begins with https://'
  return null
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch {
    return null
  }
}

/** Null where no day was given, undefined where it is not one. */
const dayOf = (written: string | undefined) => (written === undefined ? null : (readDay(written) ?? undefined))
