import { browser } from '../../../testing/booking.ts'
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { operator } from '#lib/door'
import { recordAbsence } from '#coaches'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { hold } from '../hold.ts'
import { rehoming } from '../rehome/rehome.ts'
import type { Wish } from '../wish.ts'

const world = await bookingWorld([
  { id: coachId(1), dailyCap: 2 },
  { id: coachId(2), modes: ['video'], gender: 'man', opens: '12:30' },
  { id: coachId(3), services: ['lay-too', 'lay-too-ed'], ethnicallyDiverse: true, languages: ['en', 'pa'] },
  { id: coachId(4), services: ['lay-team'] },
  { id: coachId(5) },
])
const { availability } = world.ports
await world.admin.query('update coach set active = false where id = $1', [coachId(5)])
await world.admin.query(`insert into closure (service_key, during, reason) values
  (null, '[2026-11-26T00:00Z,2026-11-27T00:00Z)', 'A day of training'),
  ('lay-too', '[2026-11-27T10:07Z,2026-11-27T11:00Z)', 'A morning of training')`)
await world.db.withActor(operator, (tx) =>
  recordAbsence(
    tx,
    coachId(1),
    { startsAt: Temporal.Instant.from('2026-11-24T09:20:00Z'), endsAt: Temporal.Instant.from('2026-11-24T13:00:00Z') },
    'ill',
    { by: { actorKind: 'operator' }, now: mondayMorning, rehoming },
  ),
)
await availability.load()

const services = ['lay-too', 'lay-too', 'lay-too', 'lay-too-ed', 'lay-team', 'lay-career', 'lay-too-group'].map(
  world.service,
)
const wishes = fc
  .record({
    service: fc.constantFrom(...services),
    mode: fc.constantFrom('video' as const, 'phone' as const),
    longer: fc.boolean(),
    interpreter: fc.boolean(),
    coachId: fc.constantFrom({}, {}, { coachId: coachId(1) }, { coachId: coachId(2) }),
    language: fc.constantFrom({}, {}, { language: 'pa' }, { language: 'fr' }),
    gender: fc.constantFrom({}, {}, { gender: 'woman' as const }, { gender: 'man' as const }),
    diverse: fc.constantFrom({}, {}, { ethnicallyDiverse: true }),
  })
  .map(({ coachId: named, language, gender, diverse, ...asked }): Wish => ({
    ...asked,
    ...named,
    ...language,
    ...gender,
    ...diverse,
  }))

const quarter = 900_000
/** Starts from before now to beyond the window, a few of them off the quarter-hour. */
const starts = fc
  .record({ quarters: fc.integer({ min: -8, max: 30 * 96 }), near: fc.boolean(), off: fc.constantFrom(0, 0, 0, 0, 7) })
  .map(
    ({ quarters, near, off }) =>
      mondayMorning.epochMilliseconds + (near ? quarters % 480 : quarters) * quarter + off * 60_000,
  )

describe('why somebody is not offered', async () => {
  const video: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
  for (const [coach, start] of [
    [1, '2026-11-25T10:00:00Z'],
    [1, '2026-11-25T14:00:00Z'],
    [3, '2026-11-24T15:00:00Z'],
  ] as const) {
    const owner = browser(`${coach}${start}`)
    const wish = { ...video, coachId: coachId(coach) }
    assert.equal((await hold(world.ports, owner, wish, Temporal.Instant.from(start).epochMilliseconds)).kind, 'held')
  }
  const seen = new Set<string | null>()

  it('has one reason for every start that is not offered, and none for one that is', () => {
    fc.assert(
      fc.property(wishes, fc.integer({ min: 1, max: 5 }), starts, (wish, number, start) => {
        const why = availability.why(wish, coachId(number), start)
        seen.add(why)
        const free = availability.free(wish, start)
        const isOffered = Array.from({ length: free.size }, (_, i) => free.coachId(i)).includes(coachId(number))
        assert.equal(isOffered && start % quarter === 0, why === null, `${why}`)
      }),
      { numRuns: 60_000, seed: 1 },
    )
  })

  it('knows these reasons, and met each of them', () => {
    assert.deepEqual(
      [...seen].sort(),
      [
        'absent',
        'beyond the window',
        'by enquiry only',
        'closed',
        'day is full',
        'gender',
        'language',
        'mode',
        'not a start',
        'not active',
        'not listed',
        'not the coach named',
        'not working',
        'outside opening hours',
        'past',
        'service',
        'taken',
        'too soon',
        null,
      ].sort(),
    )
    assert.equal(availability.why(video, coachId(99), mondayMorning.epochMilliseconds), 'no such coach')
  })
})
