import { startOfDay } from '#lib/time'
import { whyNotKept, type Span, type SpanKind, type Wrong } from '#organisations'
import { badClock, instantOf, readClock, readDate, skipped, type FieldErrors, type TypedDate } from '#web'

/** A closure or a pause as its form has it. A time of day may be left out: then it is the whole of the day. */
export type TypedSpan = {
  service: string
  from: TypedDate
  fromTime: string
  until: TypedDate
  untilTime: string
  words: string
}

const noDate: TypedDate = { day: '', month: '', year: '' }
export const nothingTyped: TypedSpan = {
  service: '',
  from: noDate,
  fromTime: '',
  until: noDate,
  untilTime: '',
  words: '',
}

/** Reads what was typed, by name; `get` gives the field of a form or of an address. */
export const typedSpan = (get: (name: string) => string): TypedSpan => {
  const date = (name: string): TypedDate => ({
    day: get(`${name}-day`),
    month: get(`${name}-month`),
    year: get(`${name}-year`),
  })
  return {
    service: get('service'),
    from: date('from'),
    fromTime: get('from-time'),
    until: date('until'),
    untilTime: get('until-time'),
    words: get('words').replaceAll(/\s+/g, ' '),
  }
}

/** What was typed as the fields of a form, by name; all but the words, which stand in no address. */
export const asFields = ({ service, from, fromTime, until, untilTime }: TypedSpan): [string, string][] => [
  ['service', service],
  ...Object.entries(from).map(([part, value]): [string, string] => [`from-${part}`, value]),
  ['from-time', fromTime],
  ...Object.entries(until).map(([part, value]): [string, string] => [`until-${part}`, value]),
  ['until-time', untilTime],
]

const isEmpty = ({ day, month, year }: TypedDate) => day === '' && month === '' && year === ''
const placeOf: Record<Wrong['field'], string> = { from: 'from-day', until: 'until-day', words: 'words' }

/**
 * The stretch of time that was typed, or what is wrong with it. A closure without a last day ends on its first; a pause
 * without a first day begins now.
 */
export function readSpan(
  kind: SpanKind,
  typed: TypedSpan,
  known: readonly string[],
  now: Temporal.Instant,
  { withWords }: { withWords: boolean },
): { span: Span } | { errors: FieldErrors } {
  const beginsNow = kind === 'pause' && isEmpty(typed.from)
  const first = beginsNow ? null : readDate(typed.from)
  const isOneDay = kind === 'closure' && isEmpty(typed.until)
  const last = isOneDay ? first : readDate(typed.until)
  const from = beginsNow ? now : first && edgeOf(first, typed.fromTime, 'start')
  const until = last && edgeOf(last, typed.untilTime, 'end')
  const errors: FieldErrors = {
    ...(typed.service === 'all' || known.includes(typed.service)
      ? {}
      : { service: 'Select a service, or all of them' }),
    ...(from === null ? { 'from-day': 'Enter a date, such as 24 12 2026' } : wrongTime('from-time', from)),
    ...(until === null
      ? isOneDay
        ? {}
        : { 'until-day': 'Enter a date, such as 27 12 2026' }
      : wrongTime('until-time', until)),
    ...(beginsNow && typed.fromTime !== '' ? { 'from-day': 'Enter the day of this time, or leave both empty' } : {}),
  }
  if (Object.keys(errors).length > 0 || !isInstant(from) || !isInstant(until)) return { errors }
  const serviceKey = typed.service === 'all' ? null : typed.service
  // A pause that would have begun already begins now; a closure of today is of the whole of it.
  const startsAt = kind === 'pause' && Temporal.Instant.compare(from, now) < 0 ? now : from
  const span = { serviceKey, startsAt, endsAt: until, words: typed.words }
  const wrong = whyNotKept(kind, withWords ? span : { ...span, words: '–' }, now)
  return wrong ? { errors: { [placeOf[wrong.field]]: wrong.words } } : { span }
}

type Edge = Temporal.Instant | { wrong: string }

/** The instant at which a day begins or ends, or at which a time of it is; midnight is the day's start or end. */
function edgeOf(day: Temporal.PlainDate, time: string, which: 'start' | 'end'): Edge {
  if (time === '') return startOfDay(which === 'start' ? day : day.add({ days: 1 }))
  const minutes = readClock(time)
  if (minutes === null) return { wrong: badClock }
  const midnight = minutes % 1_440 === 0
  const at = instantOf(day, midnight ? (which === 'start' ? 0 : 1_440) : minutes)
  return at === 'skipped' ? { wrong: skipped(day, minutes) } : at
}

const isInstant = (edge: Edge | null): edge is Temporal.Instant => edge instanceof Temporal.Instant
const wrongTime = (field: string, edge: Edge): FieldErrors => ('wrong' in edge ? { [field]: edge.wrong } : {})
