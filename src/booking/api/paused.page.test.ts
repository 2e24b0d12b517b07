import assert from 'node:assert/strict'
import { beforeEach, it } from 'node:test'
import { apiOver, problemOf, read } from '../../../testing/api.ts'
import { running } from '../../../testing/verbs.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { pauseVerb } from '#organisations'
import { availabilitySchema, bookingSchema, holdSchema, servicesSchema } from './schemas.ts'

const world = await bookingWorld([1, 2].map((number) => ({ id: coachId(number), services: ['lay-too', 'lay-career'] })))
const { get, post, makeKey } = await apiOver(world)
const strangersKey = await makeKey('another system')
const reason = 'Our coaches meet today.'
const told = { reason, from: '2026-11-23T08:05:00+00:00', until: '2026-11-23T13:00:00+00:00' }

const at = (start: string, more: object = {}) => ({ service: 'lay-too', mode: 'video', start, ...more })
const client = { name: 'Amina', email: 'amina@example.org' }
const held = async (start: string, more: object = {}) => read(holdSchema, 201, await post('/holds', at(start, more)))
const times = async (more = '') =>
  read(availabilitySchema, 200, await get(`/availability?service=lay-too&mode=video${more}`))

/** Pauses from 8:05 until 1pm, and goes to 8:05. */
async function pause(...more: string[]) {
  await pauseUnheard(...more)
  await world.ports.availability.renewIfStamped()
}

/** The same, before memory heard of it. */
async function pauseUnheard(...more: string[]) {
  const during = ['--from', '2026-11-23T08:05Z', '--until', '2026-11-23T13:00Z']
  assert.equal((await running(pauseVerb, world.db)('add', ...during, '--words', reason, ...more)).status, 0)
  await world.setNow(mondayMorning.add({ minutes: 5 }))
}

beforeEach(async () => {
  await world.setNow(mondayMorning)
  await world.admin.query('delete from pause')
  await world.ports.availability.load()
})

it('services and availability say why nothing is offered, from when and until when', async () => {
  await pause('--service', 'lay-too')
  const { services } = read(servicesSchema, 200, await get('/services'))
  assert.deepEqual(
    services.map(({ key, paused }) => [key, paused]).filter(([, paused]) => paused !== undefined),
    [['lay-too', told]],
  )
  const { slots, days, next, paused } = await times()
  assert.deepEqual([slots, next, paused], [[], null, told])
  assert.ok(days.length > 0 && days.every((day) => day.slots === 0))
})

it('a hold is refused with the same words', async () => {
  await pause()
  for (const headers of [{}, { 'idempotency-key': 'one-of-them' }]) {
    const problem = problemOf(409, 'paused', await post('/holds', at('2026-11-24T09:00:00Z'), { headers }))
    assert.deepEqual([problem.detail, problem.paused], [reason, told])
  }
})

it('a hold is refused so by the diary too, before memory has heard of the pause', async () => {
  await pauseUnheard()
  assert.equal(problemOf(409, 'paused', await post('/holds', at('2026-11-24T09:00:00Z'))).detail, reason)
})

it('a hold from before is booked', async () => {
  const { id } = await held('2026-11-24T10:00:00Z')
  await pause()
  read(bookingSchema, 201, await post('/bookings', { hold: id, client }))
})

it('a booking that stands is moved: times are found and held for it, and for nothing else', async () => {
  const { id: before } = await held('2026-11-24T11:00:00Z')
  const booking = read(bookingSchema, 201, await post('/bookings', { hold: before, client }))
  await pause()
  const { slots } = await times(`&moving=${booking.id}`)
  assert.ok(slots.length > 0)
  const { id: hold } = await held('2026-11-24T14:00:00Z', { moving: booking.id })
  assert.equal(problemOf(409, 'paused', await post('/bookings', { hold, client })).detail, reason)
  const moved = read(bookingSchema, 200, await post(`/bookings/${booking.id}/move`, { hold }))
  assert.equal(moved.start, '2026-11-24T14:00:00+00:00')
})

it('nobody gets round a pause by a booking that is another’s, is none, or is cancelled', async () => {
  const { id: before } = await held('2026-11-25T11:00:00Z')
  const { id } = read(bookingSchema, 201, await post('/bookings', { hold: before, client }))
  await pause()
  const body = at('2026-11-25T14:00:00Z', { moving: id })
  problemOf(404, 'not-found', await post('/holds', body, { key: strangersKey }))
  problemOf(404, 'not-found', await post('/holds', { ...body, moving: coachId(9) }))
  await post(`/bookings/${id}/cancel`, {})
  problemOf(404, 'not-found', await post('/holds', body))
  problemOf(404, 'not-found', await get(`/availability?service=lay-too&mode=video&moving=${id}`))
})
