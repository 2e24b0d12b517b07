import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { apiOver, problemOf, read } from '../../../testing/api.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { bookingSchema, holdSchema } from './schemas.ts'

const world = await bookingWorld([1, 2, 3].map((number) => ({ id: coachId(number) })))
const { post, makeKey } = await apiOver(world)
const strangersKey = await makeKey('another system')

const client = { name: 'Amina', email: 'amina@example.org' }
const named = (name: string) => ({ headers: { 'idempotency-key': name } })
let day = 0
const hold = async (hour = 9) => {
  const start = mondayMorning.add({ hours: 24 * (1 + (day++ % 20)) + hour - 8 }).toString()
  return { service: 'lay-too', mode: 'video', start }
}
const held = async (hour?: number) => read(holdSchema, 201, await post('/holds', await hold(hour)))
const count = async (table: string) =>
  Number((await world.admin.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]!.n)

describe('The same call again with the same Idempotency-Key', () => {
  it('is answered as it was the first time, and done once: holding, booking, moving and cancelling', async () => {
    const wanted = await hold()
    const kept = await post('/holds', wanted, named('hold'))
    const { id } = read(holdSchema, 201, kept)
    const body = { hold: id, client }
    const booked = await post('/bookings', body, named('book'))
    const booking = read(bookingSchema, 201, booked)
    const move = { hold: (await held(13)).id }
    const moved = await post(`/bookings/${booking.id}/move`, move, named('move'))
    assert.equal(read(bookingSchema, 200, moved).sequence, 1)
    const cancelled = await post(`/bookings/${booking.id}/cancel`, undefined, named('cancel'))
    assert.equal(read(bookingSchema, 200, cancelled).sequence, 2)

    const before = [await count('hold'), await count('booking'), await count('booking_change')]
    const again = [
      await post('/holds', wanted, named('hold')),
      await post('/bookings', body, named('book')),
      await post(`/bookings/${booking.id}/move`, move, named('move')),
      await post(`/bookings/${booking.id}/cancel`, undefined, named('cancel')),
    ]
    const seen = ({ status, type, text }: (typeof again)[number]) => ({ status, type, text })
    assert.deepEqual(again.map(seen), [kept, booked, moved, cancelled].map(seen))
    assert.deepEqual([await count('hold'), await count('booking'), await count('booking_change')], before)
  })

  it('repeats a refusal too', async () => {
    const used = await held()
    await post('/bookings', { hold: used.id, client })
    for (let i = 0; i < 2; i++)
      problemOf(409, 'hold-used', await post('/bookings', { hold: used.id, client }, named('refused')))
  })

  it('waits for the one that is under way, and books once', async () => {
    const body = { hold: (await held()).id, client }
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => post('/bookings', body, named('together'))))
    const ids = answers.map((answer) => read(bookingSchema, 201, answer).id)
    assert.equal(new Set(ids).size, 1)
  })

  it('needs one connection for each call, so that many at once do not wait for each other’s', async () => {
    const starts = Array.from({ length: 40 }, (_, i) =>
      mondayMorning.add({ hours: 24 * (1 + (i % 20)) + (i < 20 ? 8 : 10) }).toString(),
    )
    const answers = await Promise.all(
      starts.map((start, i) => post('/holds', { service: 'lay-too', mode: 'video', start }, named(`at-once-${i}`))),
    )
    assert.deepEqual(
      answers.map(({ status }) => status),
      starts.map(() => 201),
    )
  })

  it('is refused where the call is another one', async () => {
    const body = { hold: (await held()).id, client }
    const { id } = read(bookingSchema, 201, await post('/bookings', body, named('one')))
    const mismatch = async (path: string, other?: unknown) =>
      problemOf(422, 'idempotency-mismatch', await post(path, other, named('one')))
    await mismatch('/bookings', { ...body, client: { ...client, name: 'Other' } })
    await mismatch('/holds', await hold())
    await mismatch(`/bookings/${id}/cancel`)
  })

  it('means something else from another key, and after a day', async () => {
    const body = { hold: (await held()).id, client }
    read(bookingSchema, 201, await post('/bookings', body, named('mine')))
    problemOf(404, 'not-found', await post('/bookings', body, { ...named('mine'), key: strangersKey }))
    await world.setNow(mondayMorning.add({ hours: 24, seconds: 1 }))
    problemOf(409, 'hold-used', await post('/bookings', body, named('mine')))
    await world.setNow(mondayMorning)
  })

  it('must be of 1 to 255 visible characters', async () => {
    for (const name of ['', 'a'.repeat(256), 'with space', 'näme'])
      problemOf(422, 'invalid', await post('/bookings', {}, named(name)))
    read(holdSchema, 201, await post('/holds', await hold(16), named('~'.repeat(255))))
  })
})
