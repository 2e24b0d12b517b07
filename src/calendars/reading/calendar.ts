import { CannotRead } from './faults.ts'
import { eachLine, type Line } from './lines.ts'
import { momentOf, momentsOf, periodsOf, readDuration, type Moment, type Period } from './moment.ts'
import { readRule, type Rule } from './rule.ts'
import { readOffset, type Observance } from './zones.ts'

/** An event as far as it says when somebody is busy. What it is about, where and with whom is not read. */
export type Event = {
  uid: string
  start: Moment
  end: Moment | null
  lasts: number | null
  rules: Rule[]
  also: Period[]
  not: Moment[]
  /** Of a changed one of a series: which, and whether it speaks for those after it too. */
  insteadOf: { which: Moment; andAfter: boolean } | null
  /** False for what is marked as free or was called off. */
  isBusy: boolean
}

export type Calendar = {
  events: Event[]
  /** Busy times that the file has as such. */
  busy: Period[]
  /** Null for a zone that cannot be read, which is no matter unless a time is in it. */
  zones: Map<string, Observance[] | null>
  /** The zone in which times float that name none. */
  zone: string | null
}

const ofEvent =
  'UID DTSTART DTEND DURATION RRULE RDATE EXDATE RECURRENCE-ID STATUS TRANSP FREEBUSY TZID TZOFFSETFROM TZOFFSETTO X-WR-TIMEZONE BEGIN END'
const wanted = new Set(ofEvent.split(' '))

/** A component under way: its lines, and those inside that are asked about. */
type Part = { kind: string; lines: Line[]; inside: Part[] }

const kept: Readonly<Record<string, readonly string[]>> = {
  VCALENDAR: ['VEVENT', 'VFREEBUSY', 'VTIMEZONE'],
  VTIMEZONE: ['STANDARD', 'DAYLIGHT'],
}

/**
 * Reads a calendar. Events of which `isNeeded` says that they cannot matter are let go at once. Throws for what is no whole
 * calendar: half of one would leave the rest of somebody's time free.
 */
export function readCalendar(file: Buffer, isNeeded: (event: Event) => boolean, mostEvents: number): Calendar {
  if (!/^(\xef\xbb\xbf)?\s*BEGIN:VCALENDAR\s/i.test(file.toString('latin1', 0, 200)))
    throw new CannotRead('not-a-calendar')
  const calendar: Calendar = { events: [], busy: [], zones: new Map(), zone: null }
  const open: Part[] = []
  let ignored = 0
  let calendars = 0
  let events = 0
  eachLine(
    file,
    (name) => wanted.has(name) || open.length === 0,
    (line) => {
      const here = open.at(-1)
      if (line.name === 'BEGIN') {
        const kind = line.value.trim().toUpperCase()
        if (!here && kind !== 'VCALENDAR') throw new CannotRead('not-a-calendar')
        if (ignored > 0 || (here && !kept[here.kind]?.includes(kind))) ignored++
        else open.push({ kind, lines: [], inside: [] })
      } else if (line.name === 'END') {
        if (ignored > 0) return void ignored--
        if (here?.kind !== line.value.trim().toUpperCase()) throw new CannotRead('not-a-calendar')
        open.pop()
        if (here.kind === 'VCALENDAR') calendars++
        if (here.kind === 'VEVENT' && ++events > mostEvents) throw new CannotRead('too-much')
        finish(here, open.at(-1), calendar, isNeeded)
      } else if (!here) throw new CannotRead('not-a-calendar')
      else if (ignored === 0) here.lines.push(line)
    },
  )
  if (open.length > 0 || calendars === 0) throw new CannotRead('not-a-calendar')
  return calendar
}

function finish(part: Part, around: Part | undefined, calendar: Calendar, isNeeded: (event: Event) => boolean) {
  switch (part.kind) {
    case 'VCALENDAR':
      calendar.zone ??= part.lines.find(({ name }) => name === 'X-WR-TIMEZONE')?.value.trim() ?? null
      return
    case 'VEVENT': {
      const event = eventOf(part)
      if (event && isNeeded(event)) calendar.events.push(event)
      return
    }
    case 'VFREEBUSY':
      for (const line of part.lines)
        if (line.name === 'FREEBUSY' && line.params.get('FBTYPE')?.toUpperCase() !== 'FREE')
          calendar.busy.push(...periodsOf(line))
      return
    case 'VTIMEZONE': {
      const name = part.lines.find((line) => line.name === 'TZID')?.value
      if (name !== undefined && !calendar.zones.has(name))
        calendar.zones.set(
          name,
          ifReadable(() => part.inside.map(observanceOf)),
        )
      return
    }
    default:
      around?.inside.push(part)
  }
}

/** An event; null for one that takes nobody's time and changes no series. */
function eventOf({ lines }: Part): Event | null {
  const one = (name: string) => lines.find((line) => line.name === name)
  const all = (name: string) => lines.filter((line) => line.name === name)
  const says = (name: string, word: string) => one(name)?.value.trim().toUpperCase() === word
  const isBusy = !says('STATUS', 'CANCELLED') && !says('TRANSP', 'TRANSPARENT')
  const id = one('RECURRENCE-ID')
  const which = id && ifReadable(() => momentOf(id))
  const insteadOf = which && { which, andAfter: id.params.get('RANGE')?.toUpperCase() === 'THISANDFUTURE' }
  const uid = one('UID')?.value.trim() ?? ''
  if (!isBusy) return insteadOf ? { ...nothing, uid, start: insteadOf.which, insteadOf, isBusy } : null
  const [start, end, lasts] = [one('DTSTART'), one('DTEND'), one('DURATION')]
  if (!start) throw new CannotRead('event')
  return {
    uid,
    start: momentOf(start),
    end: end ? momentOf(end) : null,
    lasts: lasts ? readDuration(lasts.value) : null,
    rules: all('RRULE').map(({ value }) => readRule(value)),
    also: all('RDATE').flatMap((line) =>
      line.params.get('VALUE')?.toUpperCase() === 'PERIOD'
        ? periodsOf(line)
        : momentsOf(line).map((start): Period => ({ start, end: null, lasts: null })),
    ),
    not: all('EXDATE').flatMap((line) => ifReadable(() => momentsOf(line)) ?? []),
    insteadOf: insteadOf ?? null,
    isBusy,
  }
}

const nothing = { end: null, lasts: null, rules: [], also: [], not: [] } satisfies Partial<Event>

/** What could only free a time, or is perhaps not asked about, may be unreadable by itself. */
function ifReadable<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof CannotRead) return null
    throw error
  }
}

function observanceOf({ lines }: Part): Observance {
  const value = (name: string) => lines.find((line) => line.name === name)?.value ?? ''
  const start = lines.find(({ name }) => name === 'DTSTART')
  if (!start) throw new CannotRead('zone')
  return {
    start: momentOf(start),
    from: readOffset(value('TZOFFSETFROM')),
    to: readOffset(value('TZOFFSETTO')),
    rules: lines.filter(({ name }) => name === 'RRULE').map((line) => readRule(line.value)),
    dates: lines.filter(({ name }) => name === 'RDATE').flatMap(momentsOf),
  }
}
