import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { apiOver, pathsOf, problemOf, read, type Answer } from '../../../testing/api.ts'
import { bookingWorld, coachId } from '../../../testing/world.ts'
import { availabilitySchema, bookingSchema, holdSchema } from './schemas.ts'

const world = await bookingWorld([1, 2, 3].map((number) => ({ id: coachId(number) })))
const { get, post } = await apiOver(world)

const asked = (more: string) => get(`/availability?service=lay-too&mode=video${more}`)
const wanted = { service: 'lay-too', mode: 'video', start: '2026-11-24T09:00:00Z' }
const client = { name: 'Amina', email: 'amina@example.org' }
/** What a refusal says, each sentence after the part that it is about. */
const said = (answer: Answer) =>
  (problemOf(422, 'invalid', answer).errors ?? []).map(({ path, message }) => `${path}: ${message}`)

describe('What is wrong with a call', () => {
  it('is said of a query in words of ours', async () => {
    assert.deepEqual(said(await get('/availability?service=&coach=Dev&longer=1&gender=x&limit=many&role=ops')), [
      'service: must not be empty',
      'mode: must be video or phone',
      'limit: must be a whole number from 1 to 5000',
      'coach: must be an id, as another call gave it',
      'gender: must be woman, man or other',
      'longer: must be true or false',
      'role: is not a field of this call',
    ])
    assert.deepEqual(said(await get('/availability?mode=video')), ['service: is needed'])
  })

  it('is said of a body in words of ours', async () => {
    assert.deepEqual(said(await post('/holds', { service: 1, start: 2, mode: null, longer: 'true', coach: [] })), [
      'service: must be a text',
      'start: must be a text',
      'mode: must be video or phone',
      'coach: must be a text',
      'longer: must be true or false',
    ])
    const hold = coachId(404)
    const adjustments = ['bsl', 'bsl', 'bsl', 'bsl', 'bsl', 'bsl']
    assert.deepEqual(said(await post('/bookings', { hold, client: 'Amina', adjustments, area: 'x'.repeat(11) })), [
      'client: must be an object',
      'adjustments: must be 5 items or fewer',
      'area: must be 10 characters or fewer',
    ])
    assert.deepEqual(said(await post('/bookings', { hold, client: { name: 'Amina' }, adjustments: ['tea'] })), [
      'adjustments.0: must be captions, bsl, interpreter, chat or companion',
    ])
    assert.deepEqual(said(await post('/bookings', { hold, client: { mail: 'x' }, adjustments: 'bsl' })), [
      'client.name: is needed',
      'client.mail: is not a field of this call',
      'adjustments: must be a list',
    ])
    for (const body of [undefined, null, [], 'x', 1])
      assert.deepEqual(said(await post('/holds', body)), [': must be a JSON object of the fields of this call'])
  })
})

describe('A query', () => {
  it('has each of its names once', async () => {
    for (const name of ['service', 'mode', 'limit', 'from']) {
      const value = { service: 'lay-too', mode: 'video', limit: '3', from: '2026-11-24T09:00:00Z' }[name]
      const twice = await asked(
        name === 'service' || name === 'mode' ? `&${name}=${value}` : `&${name}=${value}`.repeat(2),
      )
      assert.deepEqual(said(twice), [`${name}: is there more than once`])
    }
  })

  it('counts in plain digits', async () => {
    for (const limit of [
      '1e3',
      '0x10',
      '%2B5',
      '-1',
      '5.0',
      '',
      '%205',
      '٥',
      '0b1',
      '1_000',
      'Infinity',
      '9'.repeat(400),
    ])
      assert.deepEqual(pathsOf(await asked(`&limit=${limit}`)), ['limit'], limit)
    assert.equal(read(availabilitySchema, 200, await asked('&limit=007')).slots.length, 7)
  })

  it('has no part that is left out without a word', async () => {
    assert.deepEqual(pathsOf(await get('/availability?service=lay-too%00&mode=video')), ['service'])
    assert.deepEqual(pathsOf(await get('/availability?service=lay-too&mode=video%00')), ['mode'])
    assert.deepEqual(pathsOf(await asked('&limit=5%00')), ['limit'])
    assert.deepEqual(pathsOf(await asked('&limit%00=5')), ['limit\ufffd'])
  })
})

describe('A time', () => {
  it('is taken in any way that RFC 3339 writes it, and answered as London has it', async () => {
    for (const from of [
      '2026-11-24t09:00:00z',
      '2026-11-24T09:00:00.000Z',
      '2026-11-24T10:00:00%2B01:00',
      '2026-11-24T08:59:59.9999Z',
    ]) {
      const { slots } = read(availabilitySchema, 200, await asked(`&limit=1&from=${from}`))
      assert.equal(slots[0]?.start, '2026-11-24T09:00:00+00:00', from)
    }
    const { start } = read(holdSchema, 201, await post('/holds', { ...wanted, start: '2026-11-24T14:30:00.0+05:30' }))
    assert.equal(start, '2026-11-24T09:00:00+00:00')
  })

  it('is no start where it is a moment past one', async () => {
    problemOf(422, 'no-such-slot', await post('/holds', { ...wanted, start: '2026-11-24T09:00:00.0001Z' }))
    const { slots } = read(availabilitySchema, 200, await asked('&limit=1&from=2026-11-24T09:00:00.0001Z'))
    assert.equal(slots[0]?.start, '2026-11-24T09:15:00+00:00')
  })

  it('is refused with a sentence in any other form', async () => {
    const notOne = 'must be a time with seconds and an offset, such as 2026-11-23T18:30:00Z'
    for (const start of [
      '2026-11-24T09:00Z',
      '2026-11-24T09:00:00',
      '2026-11-24T09:00:00+0100',
      '2026-11-24 09:00:00Z',
    ]) {
      assert.deepEqual(said(await post('/holds', { ...wanted, start })), [`start: ${notOne}`])
      assert.deepEqual(said(await asked(`&from=${encodeURIComponent(start)}`)), [`from: ${notOne}`])
    }
    assert.deepEqual(said(await post('/holds', { ...wanted, start: '2026-11-24T09:00:60Z' })), [
      'start: has a second 60 where there is no leap second',
    ])
  })

  it('lies between the years 2000 and 2100', async () => {
    const outside = 'must lie between the years 2000 and 2100'
    assert.deepEqual(said(await asked('&from=0000-01-01T00:00:00Z')), [`from: ${outside}`])
    assert.deepEqual(said(await asked('&from=9999-12-31T23:59:59Z')), [`from: ${outside}`])
    assert.deepEqual(said(await asked('&to=9999-12-31T23:59:59Z')), [`to: ${outside}`])
    for (const from of ['2000-01-01T00:00:00Z', '2100-12-31T23:59:59Z']) {
      const { days } = read(availabilitySchema, 200, await asked(`&from=${from}`))
      assert.equal(days[0]?.date, from.slice(0, 10))
    }
  })
})

describe('A cancellation', () => {
  const booked = async (start: string) => {
    const { id: hold } = read(holdSchema, 201, await post('/holds', { ...wanted, start }))
    return read(bookingSchema, 201, await post('/bookings', { hold, client })).id
  }

  it('needs no body and no content type; an empty object is as good', async () => {
    for (const [hour, sent] of [
      ['09', {}],
      ['10', { body: {} }],
      ['11', { headers: { 'content-type': 'application/json' } }],
    ] as const) {
      const id = await booked(`2026-11-25T${hour}:00:00Z`)
      const { status } = read(bookingSchema, 200, await post(`/bookings/${id}/cancel`, undefined, sent))
      assert.equal(status, 'cancelled')
    }
  })

  it('says nothing else, and not in another kind of body', async () => {
    const id = await booked('2026-11-25T14:00:00Z')
    assert.deepEqual(said(await post(`/bookings/${id}/cancel`, { reason: 'ill' })), [
      'reason: is not a field of this call',
    ])
    const text = { raw: 'ill', headers: { 'content-type': 'text/plain' } }
    problemOf(415, 'media-type', await post(`/bookings/${id}/cancel`, undefined, text))
    assert.equal(read(bookingSchema, 200, await get(`/bookings/${id}`)).status, 'booked')
  })
})

describe('The same call again with its names in another order', () => {
  it('is the same call to an Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'turned' }
    const first = await post('/holds', { ...wanted, start: '2026-11-26T09:00:00Z' }, { headers })
    const { service, mode } = wanted
    const again = await post('/holds', { start: '2026-11-26T09:00:00Z', mode, service }, { headers })
    assert.deepEqual(read(holdSchema, 201, again), read(holdSchema, 201, first))
  })
})
