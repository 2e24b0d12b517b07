import assert from 'node:assert/strict'
import { busyIn } from '../src/calendars/reading/busy.ts'
import type { Unreadable } from '../src/calendars/reading/faults.ts'

export const home = 'Europe/London'
export const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
export const spoken = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toString({ smallestUnit: 'minute' })
export const windowOf = (from: string, until: string) => ({
  from: at(from),
  until: at(until),
  zone: home,
  skip: [] as string[],
})
/** Two months from a Thursday in winter. */
export const winter = windowOf('2026-11-26T00:00Z', '2027-01-26T00:00Z')
export const said = (file: Buffer, asked = winter) =>
  busyIn(file, asked).map(({ startsAt, endsAt }) => `${spoken(startsAt)}/${spoken(endsAt)}`)
export const refused = (file: Buffer, why: Unreadable) => assert.throws(() => said(file), { message: why })
