import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import ICAL from 'ical.js'
import { apiOver, pathsOf, problemOf, read } from '../../../testing/api.ts'
import { bookingWorld, coachId } from '../../../testing/world.ts'
import { bookingSchema, holdSchema } from './schemas.ts'

const world = await bookingWorld([1, 2].map((number) => ({ id: coachId(number), services: ['lay-too', 'lay-career'] })))
const { get, post, drop, makeKey } = await apiOver(world)
const strangersKey = await makeKey('another system')

const amina = { name: 'Amina', email: 'amina@example.org' }
const at = (start: string) => ({ service: 'lay-too', mode: 'video', start })
const held = async (start: string, more: object = {}) =>
  read(holdSchema, 201, await post('/holds', { ...at(start), ...more }))
const booked = async (start: string, more: object = {}) =>
  read(bookingSchema, 201, await post('/bookings', { hold: (await held(start)).id, client: amina, ...more }))

describe('POST /api/v1/holds', () => {
  it('keeps a time for ten minutes, with the coach who was named', async () => {
    const hold = await held('2026-11-24T10:00:00+01:00', { coach: coachId(2), longer: true })
    assert.deepEqual(hold, {
      id: hold.id,
      start: '2026-11-24T09:00:00+00:00',
      end: '2026-11-24T10:00:00+00:00',
      expiresAt: '2026-11-23T08:10:00+00:00',
      coach: { id: coachId(2), name: 'Coach 2' },
    })
  })

  it('says that a time is taken, with up to three others near it that can be had', async () => {
    for (const coach of [coachId(1), coachId(2)]) await held('2026-11-25T12:00:00Z', { coach })
    const { alternatives = [] } = problemOf(409, 'slot-taken', await post('/holds', at('2026-11-25T12:00:00Z')))
    assert.deepEqual(
      alternatives.map(({ start, coaches }) => [start, coaches]),
      [
        ['2026-11-25T10:45:00+00:00', 2],
        ['2026-11-25T11:00:00+00:00', 2],
        ['2026-11-25T13:00:00+00:00', 2],
      ],
    )
    for (const { start } of alternatives) await drop(`/holds/${(await held(start)).id}`)
  })

  it('says that there is no such slot off the quarter-hour, outside the rules, and when nobody who matches works', async () => {
    for (const start of [
      '2026-11-24T09:10:00Z',
      '2026-11-24T21:45:00Z',
      '2026-11-23T08:15:00Z',
      '2027-03-01T09:00:00Z',
    ])
      problemOf(422, 'no-such-slot', await post('/holds', at(start)))
    problemOf(422, 'no-such-slot', await post('/holds', { ...at('2026-11-24T11:00:00Z'), language: 'pl' }))
  })

  it('names the fields that are wrong', async () => {
    const right = at('2026-11-24T11:00:00Z')
    const wrong: [object, string[]][] = [
      [{}, ['service', 'start', 'mode']],
      [{ ...right, start: '2026-11-24 11:00' }, ['start']],
      [{ ...right, mode: 'pigeon' }, ['mode']],
      [{ ...right, service: 'lay-too-group' }, ['service']],
      [{ ...right, longer: 'true' }, ['longer']],
      [{ ...right, coach: 'Dev' }, ['coach']],
      [{ ...right, role: 'ops', admin: true }, ['role', 'admin']],
    ]
    for (const [body, paths] of wrong) assert.deepEqual(pathsOf(await post('/holds', body)), paths)
  })
})

describe('DELETE /api/v1/holds/{id}', () => {
  it('frees the time of one’s own hold, and says the same of one that is gone, foreign or no id at all', async () => {
    const start = '2026-11-26T09:00:00Z'
    const { id } = await held(start, { coach: coachId(1) })
    const taken = async () => (await post('/holds', { ...at(start), coach: coachId(1) })).status
    assert.equal((await drop(`/holds/${id}`, { key: strangersKey })).status, 204)
    assert.equal(await taken(), 409, 'another key lets nothing go')
    for (const path of [id, id, 'none', coachId(404)]) assert.equal((await drop(`/holds/${path}`)).status, 204, path)
    assert.equal(await taken(), 201)
  })
})

describe('POST /api/v1/bookings', () => {
  it('books the time that a hold keeps, once', async () => {
    const hold = await held('2026-11-27T09:00:00Z')
    const answer = await post('/bookings', { hold: hold.id, client: amina, adjustments: ['captions'], area: 'QHM' })
    const booking = read(bookingSchema, 201, answer)
    assert.match(booking.reference, /^[A-HJKMNP-TV-Z2-9]{8}$/)
    const { id, reference } = booking
    const same = { start: hold.start, end: hold.end, coach: hold.coach }
    assert.deepEqual(booking, { id, reference, ...same, mode: 'video', status: 'booked', sequence: 0 })
    assert.deepEqual(read(bookingSchema, 200, await get(`/bookings/${id}`)), booking)
    problemOf(409, 'hold-used', await post('/bookings', { hold: hold.id, client: amina }))
  })

  it('says that a hold has run out once its time has gone', async () => {
    const hold = await held('2026-11-27T11:00:00Z')
    await world.admin.query(
      `insert into absence (coach_id, during, reason) values ($1, '[2026-11-27T11:00Z,2026-11-27T12:00Z)', 'ill')`,
      [hold.coach.id],
    )
    problemOf(409, 'hold-expired', await post('/bookings', { hold: hold.id, client: amina }))
  })

  it('names the fields that are wrong, all at once, and books nothing', async () => {
    const { id: hold } = await held('2026-11-27T13:00:00Z')
    const phoneHold = (await held('2026-11-27T15:00:00Z', { mode: 'phone' })).id
    const wrong: [object, string[]][] = [
      [{}, ['hold', 'client']],
      [{ hold: 'x', client: amina }, ['hold']],
      [{ hold, client: { name: '', email: 'amina@@example' } }, ['client.name', 'client.email']],
      [{ hold, client: { name: 'Amina' } }, ['client.email']],
      [{ hold, client: { ...amina, phone: '0770 what' } }, ['client.phone']],
      [{ hold, client: { ...amina, age: 7 } }, ['client.age']],
      [{ hold: phoneHold, client: amina }, ['client.phone']],
      [{ hold, client: amina, adjustments: ['a horse'] }, ['adjustments.0']],
      [{ hold, client: amina, area: 'Q00' }, ['area']],
      [{ hold, client: amina, vip: true }, ['vip']],
    ]
    for (const [body, paths] of wrong) assert.deepEqual(pathsOf(await post('/bookings', body)), paths)
    read(bookingSchema, 201, await post('/bookings', { hold, client: amina }))
  })

  it('gives an interpreter the 48 hours that it takes to find one, when it is booked and when it is moved', async () => {
    for (const adjustment of ['bsl', 'interpreter']) {
      const coach = { coach: coachId(adjustment === 'bsl' ? 1 : 2) }
      const near = await held('2026-11-24T20:00:00Z', coach)
      const body = { client: amina, adjustments: ['captions', adjustment] }
      assert.deepEqual(pathsOf(await post('/bookings', { ...body, hold: near.id })), ['adjustments'])
      const far = await held('2026-11-25T08:00:00Z', coach)
      await world.setNow(world.ports.clock().add({ minutes: 5 }))
      const booking = read(bookingSchema, 201, await post('/bookings', { ...body, hold: far.id }))
      assert.deepEqual(pathsOf(await post(`/bookings/${booking.id}/move`, { hold: near.id })), ['hold'])
      await world.setNow(world.ports.clock().subtract({ minutes: 5 }))
      read(bookingSchema, 201, await post('/bookings', { client: amina, hold: near.id, adjustments: ['captions'] }))
    }
  })
})

describe('A booking’s calendar entry', () => {
  it('is one neutral event at the same instants', async () => {
    const booking = await booked('2026-12-01T09:00:00Z')
    const answer = await get(`/bookings/${booking.id}/calendar.ics`)
    assert.equal(answer.status, 200)
    assert.match(answer.type, /^text\/calendar/)
    const calendar = new ICAL.Component(ICAL.parse(answer.text))
    assert.equal(calendar.getFirstPropertyValue('method'), 'PUBLISH')
    const events = calendar.getAllSubcomponents('vevent')
    assert.equal(events.length, 1)
    const event = new ICAL.Event(events[0]!)
    assert.equal(event.startDate.toUnixTime() * 1_000, Temporal.Instant.from(booking.start).epochMilliseconds)
    assert.equal(event.endDate.toUnixTime() * 1_000, Temporal.Instant.from(booking.end).epochMilliseconds)
    assert.equal(events[0]!.getFirstPropertyValue('class'), 'PRIVATE')
    assert.equal(events[0]!.getFirstPropertyValue('organizer'), 'mailto:appointments@localhost')
    assert.doesNotMatch(answer.text, /coach|wellbeing|Amina/i)
  })
})

describe('POST /api/v1/bookings/{id}/move', () => {
  it('gives the same booking the time of the hold, one sequence on, each time', async () => {
    const booking = await booked('2026-12-02T09:00:00Z')
    let before = booking
    for (const start of ['2026-12-02T13:00:00Z', '2026-12-02T16:00:00Z']) {
      const hold = await held(start)
      const moved = read(bookingSchema, 200, await post(`/bookings/${booking.id}/move`, { hold: hold.id }))
      const expected = { start: hold.start, end: hold.end, coach: hold.coach, sequence: before.sequence + 1 }
      assert.deepEqual(moved, { ...booking, ...expected })
      before = moved
    }
    assert.deepEqual(read(bookingSchema, 200, await get(`/bookings/${booking.id}`)), before)
  })

  it('lets the old time stand when the new one cannot be had', async () => {
    const booking = await booked('2026-12-03T09:00:00Z')
    const path = `/bookings/${booking.id}/move`
    const used = await held('2026-12-03T11:00:00Z')
    await post('/bookings', { hold: used.id, client: amina })
    problemOf(409, 'hold-used', await post(path, { hold: used.id }))
    problemOf(404, 'not-found', await post(path, { hold: coachId(404) }))
    const other = await held('2026-12-03T13:00:00Z', { service: 'lay-career' })
    assert.deepEqual(pathsOf(await post(path, { hold: other.id })), ['hold'])
    assert.deepEqual(pathsOf(await post(path, {})), ['hold'])
    assert.deepEqual(read(bookingSchema, 200, await get(`/bookings/${booking.id}`)), booking)
  })
})

describe('POST /api/v1/bookings/{id}/cancel', () => {
  it('cancels once and says the same again; then nothing can be moved', async () => {
    const booking = await booked('2026-12-04T09:00:00Z')
    const cancelled = read(bookingSchema, 200, await post(`/bookings/${booking.id}/cancel`))
    assert.deepEqual(cancelled, { ...booking, status: 'cancelled', sequence: 1 })
    assert.deepEqual(read(bookingSchema, 200, await post(`/bookings/${booking.id}/cancel`)), cancelled)
    const { id: hold } = await held('2026-12-04T11:00:00Z')
    problemOf(409, 'already-cancelled', await post(`/bookings/${booking.id}/move`, { hold }))
  })

  it('is on record as the act of the key, as booking and moving are', async () => {
    const booking = await booked('2026-12-03T09:00:00Z')
    const { id: hold } = await held('2026-12-03T11:00:00Z')
    await post(`/bookings/${booking.id}/move`, { hold })
    await post(`/bookings/${booking.id}/cancel`)
    const { rows } = await world.admin.query<{ said: string }>(
      `select concat_ws(' ', e.verb, e.actor_kind, k.name) as said
         from audit_event e left join api_key k on k.id = e.actor_id where e.subject_id = $1 order by e.id`,
      [booking.id],
    )
    assert.deepEqual(
      rows.map(({ said }) => said),
      ['booking.booked key a system', 'booking.moved key a system', 'booking.cancelled key a system'],
    )
  })

  it('is too late once the session has begun, as moving is', async () => {
    const booking = await booked('2026-12-07T09:00:00Z')
    await world.setNow(Temporal.Instant.from('2026-12-07T09:00:00Z'))
    problemOf(409, 'too-late', await post(`/bookings/${booking.id}/cancel`))
    const { id: hold } = await held('2026-12-07T15:00:00Z')
    problemOf(409, 'too-late', await post(`/bookings/${booking.id}/move`, { hold }))
  })
})
