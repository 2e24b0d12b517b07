import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { apiOver } from '../../../testing/api.ts'
import { bookingWorld, coachId } from '../../../testing/world.ts'
import { personBehind } from '../../../testing/keys.ts'

const world = await bookingWorld([1, 2, 3].map((number) => ({ id: coachId(number) })))
const { post } = await apiOver(world)

type Answer = { id: string; mode: string; sequence: number; errors?: { path: string; message: string }[] }

async function call(path: string, payload: object) {
  const { status, text } = await post(path, payload)
  return { code: status, ...(JSON.parse(text) as Answer) }
}

let hours = 0
const holdOne = async (mode: 'video' | 'phone') => {
  const start = Temporal.Instant.from('2026-11-24T09:00:00Z').add({ hours: hours++ })
  return (await call('/holds', { service: 'lay-too', start: start.toString(), mode })).id
}
const bookOne = async (mode: 'video' | 'phone', client: object) =>
  call('/bookings', { hold: await holdOne(mode), client: { name: 'Amina', ...client } })

const numbersOf = async (id: string) => (await personBehind(world.admin, world.ports.vault, id))!

describe('a phone number given with a booking', () => {
  it('is also the number to ring, by telephone and when video fails', async () => {
    for (const mode of ['phone', 'video'] as const) {
      const { id } = await bookOne(mode, { email: 'amina@example.org', phone: '07700 900123' })
      const { phone, sessionPhone } = await numbersOf(id)
      assert.deepEqual([phone, sessionPhone], ['+447700900123', '+447700900123'], mode)
    }
  })

  it('is refused as the only contact where no text reaches it', async () => {
    for (const mode of ['phone', 'video'] as const) {
      const { code, errors } = await bookOne(mode, { phone: '020 7946 0018' })
      assert.deepEqual([code, errors?.map(({ path }) => path)], [422, ['client.phone']], mode)
    }
    assert.equal((await bookOne('phone', { phone: '020 7946 0018', email: 'a@example.org' })).code, 201)
    assert.equal((await bookOne('phone', { phone: '07700 900123' })).code, 201)
  })
})

describe('a video session that is moved to the telephone', () => {
  it('is refused without a number, and its old time stands', async () => {
    const { id } = await bookOne('video', { email: 'amina@example.org' })
    const { code, errors } = await call(`/bookings/${id}/move`, { hold: await holdOne('phone') })
    assert.deepEqual([code, errors?.map(({ path }) => path)], [422, ['hold']])
    const { rows } = await world.admin.query('select mode, sequence from booking where id = $1', [id])
    assert.deepEqual(rows, [{ mode: 'video', sequence: 0 }])
  })

  it('has the number that is held as the one to ring', async () => {
    const { id } = await bookOne('video', { email: 'amina@example.org', phone: '07700 900123' })
    await world.admin.query('update booking_person set sealed_session_phone = null where booking_id = $1', [id])
    const moved = await call(`/bookings/${id}/move`, { hold: await holdOne('phone') })
    assert.deepEqual([moved.code, moved.mode, moved.sequence], [200, 'phone', 1])
    assert.equal((await numbersOf(id)).sessionPhone, '+447700900123')
  })
})
