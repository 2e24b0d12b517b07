import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { apiOver, problemOf, read } from '../../../testing/api.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { liveHoldsOfAKey } from '../key-holds.ts'
import { bookingSchema, holdSchema } from './schemas.ts'

const world = await bookingWorld([1, 2, 3].map((number) => ({ id: coachId(number) })))
const { routes, call, get, post, makeKey } = await apiOver(world)
const [strangersKey, metricsKey] = [await makeKey('another system'), await makeKey('numbers', 'metrics')]

const client = { name: 'Amina', email: 'amina@example.org' }
const calls = routes.filter(({ may }) => may === 'booking-key')
const hold = (start: string) => post('/holds', { service: 'lay-too', mode: 'video', start })

describe('Every call of the API', () => {
  it('is one of nine', () => assert.equal(calls.length, 9))

  for (const { method, path } of calls) {
    const one = path.replace(':id', coachId(404))
    it(`${method} ${path} needs a key for booking`, async () => {
      for (const key of [null, 'lay_nothing', `lay_${'a'.repeat(43)}`]) {
        const answer = await call(method, one, { key })
        problemOf(401, 'unauthorized', answer)
        assert.equal(answer.headers['www-authenticate'], 'Bearer')
      }
      problemOf(403, 'scope', await call(method, one, { key: metricsKey }))
    })

    it(`${path} takes no other method`, async () => {
      const answer = await call('PUT', one)
      problemOf(405, 'method-not-allowed', answer)
      assert.ok(String(answer.headers['allow']).split(', ').includes(method))
    })
  }

  for (const { method, path } of calls.filter(({ takes }) => takes === 'json')) {
    const one = path.replace(':id', coachId(404))
    it(`${method} ${path} takes JSON, whole and sound`, async () => {
      problemOf(415, 'media-type', await call(method, one, { raw: 'a=1', headers: { 'content-type': 'text/plain' } }))
      problemOf(
        415,
        'media-type',
        await call(method, one, { raw: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      )
      for (const raw of ['{', '{"a":1', '{"a":"\\ud800"}'])
        problemOf(400, 'malformed', await call(method, one, { raw }))
      for (const raw of ['null', '[]', '"x"', '{"a":1}']) problemOf(422, 'invalid', await call(method, one, { raw }))
      const [status, code] = path.endsWith('/cancel') ? [404, 'not-found'] : [422, 'invalid']
      for (const raw of ['', '{}']) problemOf(status, code, await call(method, one, { raw }))
    })
  }

  it('says of a path that there is not, that there is nothing', async () => {
    for (const path of ['/nothing', '/bookings/x/y/z']) problemOf(404, 'not-found', await get(path))
  })
})

describe('A booking that another key made', () => {
  it('looks to every call just like one that does not exist, and stays as it was', async () => {
    const { id: holdId } = read(holdSchema, 201, await hold('2026-11-24T09:00:00Z'))
    const booking = read(bookingSchema, 201, await post('/bookings', { hold: holdId, client }))
    const own = read(
      holdSchema,
      201,
      await post('/holds', { service: 'lay-too', mode: 'video', start: '2026-11-24T13:00:00Z' }, { key: strangersKey }),
    )
    const objects = calls.filter(({ path }) => path.startsWith('/api/v1/bookings/:id'))
    assert.equal(objects.length, 4)
    for (const { method, path } of objects) {
      const sent = { key: strangersKey, ...(path.endsWith('/move') ? { body: { hold: own.id } } : {}) }
      const [foreign, absent, none] = await Promise.all(
        [booking.id, coachId(404), 'x'].map((id) => call(method, path.replace(':id', id), sent)),
      )
      problemOf(404, 'not-found', foreign!)
      assert.deepEqual([absent!.text, none!.text], [foreign!.text, foreign!.text], path)
    }
    assert.deepEqual(read(bookingSchema, 200, await get(`/bookings/${booking.id}`)), booking)
  })

  it('nor can another key’s hold be booked', async () => {
    const { id } = read(holdSchema, 201, await hold('2026-11-25T09:00:00Z'))
    problemOf(404, 'not-found', await post('/bookings', { hold: id, client }, { key: strangersKey }))
    read(bookingSchema, 201, await post('/bookings', { hold: id, client }))
  })
})

describe('A key with a thousand live holds', () => {
  it('is asked to come again later, until one of them is used, let go or has run out', async () => {
    const key = await makeKey('a busy system')
    const kept = read(
      holdSchema,
      201,
      await post('/holds', { service: 'lay-too', mode: 'video', start: '2026-11-26T09:00:00Z' }, { key }),
    )
    await world.admin.query(
      `insert into hold (claim_id, coach_id, service_key, service_version, mode, longer, starts_at, ends_at, expires_at,
           matched_on, api_key_id, assignment)
         select claim_id, coach_id, service_key, service_version, mode, longer, starts_at, ends_at, expires_at, matched_on,
           api_key_id, assignment from hold, generate_series(2, $2) where id = $1`,
      [kept.id, liveHoldsOfAKey],
    )
    // A count is trusted for a second.
    await world.setNow(mondayMorning.add({ seconds: 1 }))
    const another = { service: 'lay-too', mode: 'video', start: '2026-11-26T12:00:00Z' }
    const answer = await post('/holds', another, { key })
    problemOf(429, 'too-many-holds', answer)
    assert.ok(Number(answer.headers['retry-after']) > 0)
    read(holdSchema, 201, await hold('2026-11-26T12:00:00Z'))
    await call('DELETE', `/holds/${kept.id}`, { key })
    read(holdSchema, 201, await post('/holds', another, { key }))
    problemOf(429, 'too-many-holds', await post('/holds', another, { key }))
  })
})
