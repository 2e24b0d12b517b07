/** An instant that was sent, or a sentence saying why it is none that is taken here. */
export type Moment = Temporal.Instant | string

/**
 * Reads a date-time of RFC 3339: seconds and an offset with its colon always, T and Z in either case, any number of
 * decimals. Parts of a millisecond are rounded up, so that nothing just past a start is taken for the start itself. The
 * second :60 is taken where leap seconds lie, and means the midnight that ends it.
 */
export function readMoment(text: string): Moment {
  const parts = dateTime.exec(text)
  if (!parts) return notOne
  const [, day = '', clock = '', second = '', decimals = '', offset = ''] = parts
  const isLeap = second === '60'
  const whole = instantOf(`${day}T${clock}:${isLeap ? '59' : second}${offset}`)
  if (!whole) return notOne
  if (isLeap && !endsALeapSecond(whole)) return 'has a second 60 where there is no leap second'
  const at = isLeap ? whole.add({ seconds: 1 }) : whole.add({ milliseconds: upwards(decimals) })
  const { year } = at.toZonedDateTimeISO('UTC')
  return year < 2000 || year > 2100 ? 'must lie between the years 2000 and 2100' : at
}

const notOne = 'must be a time with seconds and an offset, such as 2026-11-23T18:30:00Z'

const dateTime = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):([0-5]\d|60)(?:\.(\d+))?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i

function instantOf(text: string): Temporal.Instant | null {
  try {
    return Temporal.Instant.from(text.toUpperCase())
  } catch {
    return null
  }
}

/** Leap seconds are put in before midnight, UTC, at the end of June or of December. */
const endsALeapSecond = (lastSecond: Temporal.Instant) =>
  /-(06-30|12-31)T23:59:59Z$/.test(lastSecond.toString({ smallestUnit: 'second' }))

/** Decimals of a second as whole milliseconds, the rest of one counted as one. */
const upwards = (decimals: string) =>
  Number(decimals.slice(0, 3).padEnd(3, '0')) + (/[1-9]/.test(decimals.slice(3)) ? 1 : 0)
