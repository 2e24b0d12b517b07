import assert from 'node:assert/strict'
import { it } from 'node:test'
import { pauseOf, type Pause } from './pauses.ts'

const at = (hour: number) => Temporal.Instant.from(`2026-11-24T${String(hour).padStart(2, '0')}:00:00Z`)
const pause = (serviceKey: string | null, from: number, until: number): Pause => ({
  serviceKey,
  startsAt: at(from),
  endsAt: at(until),
  words: `${serviceKey ?? 'all'} ${from}`,
})
const pauses = [pause('lay-too', 8, 12), pause(null, 10, 11), pause('lay-too', 14, 15)]
const said = (key: string, hour: number) => pauseOf(pauses, key, at(hour))?.words ?? null

it('is the pause of the moment, from its first instant until before its last, that of all services first', () => {
  assert.deepEqual(
    [7, 8, 10, 11, 12, 14, 15].map((hour) => said('lay-too', hour)),
    [null, 'lay-too 8', 'all 10', 'lay-too 8', null, 'lay-too 14', null],
  )
  assert.deepEqual(
    [8, 10].map((hour) => said('lay-career', hour)),
    [null, 'all 10'],
  )
})
