import { parseArgs } from 'node:util'
import { genders } from '#coaches'
import { systemClock } from '#lib/clock'
import { fault, type Verb } from '#lib/verb'
import { makeAvailability, type Availability } from './availability/live.ts'
import type { Mode, Wish } from './wish.ts'

const text = { type: 'string' } as const
const yes = { type: 'boolean' } as const
const options = {
  service: text,
  coach: text,
  start: text,
  mode: text,
  language: text,
  gender: text,
  longer: yes,
  interpreter: yes,
  'ethnically-diverse': yes,
} as const
const modes: readonly Mode[] = ['video', 'phone']

/** `why`: the one reason for which a coach is not offered at a start. */
export const whyVerb: Verb = {
  name: 'why',
  usage:
    'why --service KEY --coach ID|NAME --start TIME [--mode video|phone] [--language TAG] [--gender woman|man|other] ' +
    '[--longer] [--interpreter] [--ethnically-diverse]',
  help: `Says in one word why somebody who asks for this is not offered this coach at this start, or that they are: offered.
The mode is video unless given. Times are written with their offset: 2026-12-24T10:00Z.

About the coach:   no-such-coach not-active service not-listed mode gender language
About the time:    past too-soon beyond-the-window not-a-start outside-opening-hours closed
About both:        not-working absent busy-elsewhere calendar-unread taken day-is-full
About the service: by-enquiry-only paused`,
  async run(args, io, { db }) {
    const asked = parse(args)
    if (!asked) return fault(io, `usage: ${whyVerb.usage}`)
    const availability = makeAvailability({ db, clock: systemClock })
    await availability.load()
    const wish = wishOf(asked, availability)
    if (!wish) return fault(io, `There is no service with this key. There are: ${keysOf(availability)}`)
    const coaches = coachesCalled(asked.coach, availability)
    if (coaches.length > 1) return fault(io, `Several coaches have this name. Say which: ${coaches.join(', ')}`)
    const why = availability.why(wish, coaches[0] ?? asked.coach, asked.start.epochMilliseconds)
    io.out(why === null ? 'offered' : why.replaceAll(' ', '-'))
    return 0
  },
}

type Asked = NonNullable<ReturnType<typeof parse>>

function parse(args: string[]) {
  try {
    const { values } = parseArgs({ args, options })
    const { service, coach, start, mode = 'video', gender, ...rest } = values
    if (service === undefined || coach === undefined || start === undefined) return null
    if (!isOneOf(modes, mode) || (gender !== undefined && !isOneOf(genders, gender))) return null
    return { ...rest, service, coach, mode, gender, start: Temporal.Instant.from(start) }
  } catch {
    return null
  }
}

const isOneOf = <T extends string>(all: readonly T[], one: string): one is T => all.some((each) => each === one)

/** As everywhere: wellbeing coaching with the preference for a listed coach is the service of its own. */
function wishOf({ service: named, mode, gender, language, longer, interpreter, ...rest }: Asked, known: Availability) {
  const ethnicallyDiverse = rest['ethnically-diverse'] ?? false
  const key = ethnicallyDiverse && named === 'lay-too' ? 'lay-too-ed' : named
  const service = known.services().find((one) => one.key === key)
  if (!service) return null
  const wish: Wish = {
    service,
    mode,
    longer: longer ?? false,
    interpreter: interpreter ?? false,
    ...(gender ? { gender } : {}),
    ...(language ? { language } : {}),
    ...(ethnicallyDiverse || service.ethnicallyDiverse ? { ethnicallyDiverse: true } : {}),
  }
  return wish
}

const keysOf = (known: Availability) =>
  known
    .services()
    .map(({ key }) => key)
    .join(', ')

/** The ids of the coaches who are shown under a name. */
const coachesCalled = (name: string, known: Availability): string[] =>
  known
    .everybody()
    .filter((coach) => coach.name.toLowerCase() === name.trim().toLowerCase())
    .map(({ id }) => id)
