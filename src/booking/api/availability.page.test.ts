import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { apiOver, pathsOf, read } from '../../../testing/api.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { oddZones } from '../availability/arbitrary.ts'
import { availabilitySchema, servicesSchema } from './schemas.ts'

const world = await bookingWorld([
  { id: coachId(1), opens: '09:00', closes: '11:00', languages: ['en', 'pa'] },
  { id: coachId(2), opens: '10:00', closes: '12:00', gender: 'man' },
  {
    id: coachId(3),
    opens: '10:00',
    closes: '12:00',
    modes: ['phone'],
    ethnicallyDiverse: true,
    services: ['lay-too', 'lay-too-ed'],
  },
])
const { get } = await apiOver(world)

const asked = (more: Record<string, string> = {}) =>
  get(`/availability?${new URLSearchParams({ service: 'lay-too', mode: 'video', ...more })}`)
const found = async (more: Record<string, string> = {}) => read(availabilitySchema, 200, await asked(more))
const tuesday = { from: '2026-11-24T00:00:00Z', to: '2026-11-25T00:00:00Z' }

describe('GET /api/v1/services', () => {
  it('names the six services, each with how it is booked', async () => {
    const { services } = read(servicesSchema, 200, await get('/services'))
    assert.deepEqual(services.map(({ key, kind, minutes, bookable }) => [key, kind, minutes, bookable]).sort(), [
      ['lay-career', 'one-to-one', 45, 'slots'],
      ['lay-team', 'team', 60, 'slots'],
      ['lay-team-away-day', 'away-day', 120, 'enquiry'],
      ['lay-too', 'one-to-one', 45, 'slots'],
      ['lay-too-ed', 'one-to-one', 45, 'slots'],
      ['lay-too-group', 'group', 90, 'enquiry'],
    ])
  })
})

describe('GET /api/v1/availability', () => {
  it('gives each start once, soonest first, in London time, with how many could take it', async () => {
    const { slots, zone } = await found(tuesday)
    assert.equal(zone, 'Europe/London')
    assert.deepEqual(slots.slice(0, 6), [
      { start: '2026-11-24T09:00:00+00:00', end: '2026-11-24T09:45:00+00:00', coaches: 1 },
      { start: '2026-11-24T09:15:00+00:00', end: '2026-11-24T10:00:00+00:00', coaches: 1 },
      { start: '2026-11-24T09:30:00+00:00', end: '2026-11-24T10:15:00+00:00', coaches: 1 },
      { start: '2026-11-24T09:45:00+00:00', end: '2026-11-24T10:30:00+00:00', coaches: 1 },
      { start: '2026-11-24T10:00:00+00:00', end: '2026-11-24T10:45:00+00:00', coaches: 2 },
      { start: '2026-11-24T10:15:00+00:00', end: '2026-11-24T11:00:00+00:00', coaches: 2 },
    ])
    assert.equal(slots.at(-1)?.start, '2026-11-24T11:15:00+00:00')
  })

  it('takes from as in and to as out, whatever offset they are written with', async () => {
    const { slots } = await found({ from: '2026-11-24T09:15:00+01:00', to: '2026-11-24T11:00:00+02:00' })
    assert.deepEqual(slots, [])
    const one = await found({ from: '2026-11-24T11:15:00+02:00', to: '2026-11-24T11:30:00+02:00' })
    assert.deepEqual(
      one.slots.map(({ start }) => start),
      ['2026-11-24T09:15:00+00:00'],
    )
  })

  it('is the same set of instants from wherever somebody asks, and wherever the machine believes to be', async () => {
    const [from, to] = [tuesday.from, tuesday.to].map((at) => Temporal.Instant.from(at))
    const { text } = await asked(tuesday)
    const before = process.env['TZ']
    for (const zone of oddZones) {
      const written = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never' })
      process.env['TZ'] = zone
      assert.equal((await asked({ from: written(from!), to: written(to!) })).text, text, zone)
    }
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  })

  it('gives twenty where nothing is said, as many as asked for, and counts the days whatever the limit', async () => {
    const all = await found({ limit: '5000' })
    assert.ok(all.slots.length > 100)
    assert.equal((await found()).slots.length, 20)
    const three = await found({ limit: '3' })
    assert.deepEqual(three.slots, all.slots.slice(0, 3))
    assert.deepEqual(three.days, all.days)
    const counts = Map.groupBy(all.slots, ({ start }) => start.slice(0, 10))
    for (const { date, slots } of all.days) assert.equal(slots, counts.get(date)?.length ?? 0, date)
    for (const limit of ['0', '5001', '1.5', 'x']) assert.deepEqual(pathsOf(await asked({ limit })), ['limit'], limit)
  })

  it('gives every London day of the window, those without a time too', async () => {
    const { days, next } = await found({ from: '2026-12-20T12:00:00Z', to: '2026-12-24T12:00:00Z' })
    assert.deepEqual(
      days.map(({ date, slots }) => [date, slots > 0]),
      [
        ['2026-12-20', false],
        ['2026-12-21', true],
        ['2026-12-22', false],
        ['2026-12-23', false],
        ['2026-12-24', false],
      ],
      'the booking window ends on the 28th day after today',
    )
    assert.equal(next, '2026-12-21T09:00:00+00:00')
  })

  it('says the earliest start from then on even where the window asked about has none, and null where there is none', async () => {
    const { slots, next } = await found({ from: '2026-11-24T12:00:00Z', to: '2026-11-24T20:00:00Z' })
    assert.deepEqual([slots, next], [[], '2026-11-25T09:00:00+00:00'])
    assert.equal((await found({ language: 'pl' })).next, null)
    assert.equal((await found({ from: '2027-02-01T00:00:00Z' })).next, null)
  })

  it('starts from now, fourteen days on, and allows sixty-two days', async () => {
    const { days, slots } = await found({ limit: '1' })
    assert.equal(slots[0]?.start, '2026-11-23T09:00:00+00:00')
    assert.equal(days.length, 15)
    const last = mondayMorning.add({ hours: 62 * 24 })
    const window = (to: Temporal.Instant) => asked({ from: mondayMorning.toString(), to: to.toString() })
    assert.equal(read(availabilitySchema, 200, await window(last)).days.length, 63)
    assert.deepEqual(pathsOf(await window(last.add({ milliseconds: 1 }))), ['to'])
    assert.deepEqual(pathsOf(await window(mondayMorning)), ['to'])
  })

  it('takes every preference as one that must be met', async () => {
    const starts = async (more: Record<string, string>) =>
      (await found({ ...tuesday, ...more })).slots.map(({ coaches }) => coaches)
    assert.deepEqual(await starts({ language: 'pa' }), [1, 1, 1, 1, 1, 1])
    assert.deepEqual(await starts({ gender: 'man' }), [1, 1, 1, 1, 1, 1])
    assert.deepEqual(await starts({ gender: 'man', language: 'pa' }), [])
    assert.deepEqual(await starts({ coach: coachId(2) }), [1, 1, 1, 1, 1, 1])
    assert.deepEqual(await starts({ coach: coachId(9) }), [])
    assert.deepEqual(await starts({ ethnicallyDiverse: 'true' }), [])
    assert.deepEqual(await starts({ ethnicallyDiverse: 'true', mode: 'phone' }), [1, 1, 1, 1, 1, 1])
    assert.deepEqual(await starts({ service: 'lay-too-ed', mode: 'phone' }), [1, 1, 1, 1, 1, 1])
    const { slots } = await found({ ...tuesday, longer: 'true' })
    assert.equal(slots[0]?.end, '2026-11-24T10:00:00+00:00')
  })

  it('says what is wrong with what was asked, by its name', async () => {
    const wrong: [Record<string, string>, string][] = [
      [{ service: 'x' }, 'service'],
      [{ service: 'lay-too-group' }, 'service'],
      [{ service: 'lay-team-away-day' }, 'service'],
      [{ mode: 'pigeon' }, 'mode'],
      [{ from: '2026-11-24' }, 'from'],
      [{ from: '2026-11-24T09:00:00' }, 'from'],
      [{ to: 'tomorrow' }, 'to'],
      [{ coach: 'Dev' }, 'coach'],
      [{ language: 'a language' }, 'language'],
      [{ gender: 'x' }, 'gender'],
      [{ ethnicallyDiverse: 'yes' }, 'ethnicallyDiverse'],
      [{ longer: '1' }, 'longer'],
      [{ role: 'ops' }, 'role'],
    ]
    for (const [more, path] of wrong) assert.deepEqual(pathsOf(await asked(more)), [path], JSON.stringify(more))
    assert.deepEqual(pathsOf(await get('/availability')), ['service', 'mode'])
  })
})
