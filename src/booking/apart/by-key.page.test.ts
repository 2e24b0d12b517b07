import assert from 'node:assert/strict'
import { it } from 'node:test'
import { apiOver, problemOf, read } from '../../../testing/api.ts'
import { at, browser, client, contactKey } from '../../../testing/booking.ts'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { coachActor } from '../../../testing/staff.ts'
import { bookingWorld, coachId } from '../../../testing/world.ts'
import { bookingSchema, holdSchema } from '../api/schemas.ts'
import { book } from '../book.ts'
import { hashesOf } from '../contact-hashes.ts'
import { hold } from '../hold.ts'
import { recover } from '../rehome/recover.ts'
import { sayKnown } from './queries.ts'

const world = await bookingWorld([{ id: coachId(1) }, { id: coachId(2) }])
const { db, ports, admin } = world
const { post, drop } = await apiOver(world)
const amina = { name: 'Amina', email: 'amina@example.org' }

// She booked on the pages, and her coach knows her.
const owner = browser('amina')
const wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false } as const
const first = await hold(ports, owner, { ...wish, coachId: coachId(1) }, at('2026-11-24T10:00:00Z'))
assert.ok(first.kind === 'held')
const made = await book(ports, owner, first.id, client('amina', { contactHashes: hashesOf(contactKey, [amina.email]) }))
assert.ok(made.kind === 'booked')
await admin.query(`update booking set matched_on = '{}'`)
await db.withActor(await coachActor(admin, coachId(1)), (tx) => sayKnown.one(tx, made.id))
await recover({ ...ports, log: (...said) => assert.fail(said.join()) })

const held = async (start: string, coach: number) =>
  read(holdSchema, 201, await post('/holds', { service: 'lay-too', mode: 'video', start, coach: coachId(coach) }))

it('whoever comes by another system under the same contact does not meet the coach who knows them: the time has gone', async () => {
  const { id, start } = await held('2026-11-25T10:00:00Z', 1)
  const once = { headers: { 'idempotency-key': 'a-booking' } }
  for (let n = 0; n < 2; n++) problemOf(409, 'hold-expired', await post('/bookings', { hold: id, client: amina }, once))
  problemOf(409, 'hold-expired', await post('/bookings', { hold: id, client: amina }))
  const ben = { name: 'Ben', email: 'ben@example.org' }
  problemOf(409, 'hold-expired', await post('/bookings', { hold: id, client: ben }))
  await ports.availability.refresh([coachId(1)])
  const again = await held(start, 1)
  await drop(`/holds/${again.id}`)
  assert.deepEqual(await wrongInDiary(admin), nothingWrong)
})

it('nor is what they book there ever given to that coach', async () => {
  const { id } = await held('2026-11-25T10:00:00Z', 2)
  const booking = read(bookingSchema, 201, await post('/bookings', { hold: id, client: amina }))
  const { rows } = await admin.query(
    'select k.coach_id as coach from kept_apart k join booking b using (client_id) where b.id = $1',
    [booking.id],
  )
  assert.deepEqual(rows, [{ coach: coachId(1) }])
  const { id: to } = await held('2026-11-25T14:00:00Z', 1)
  problemOf(409, 'hold-expired', await post(`/bookings/${booking.id}/move`, { hold: to }))
  problemOf(409, 'hold-expired', await post('/bookings', { hold: to, client: { ...amina, email: 'eve@example.org' } }))
})

it('and a contact that nobody is kept apart from is booked as ever', async () => {
  const { id } = await held('2026-11-26T10:00:00Z', 1)
  const booking = read(
    bookingSchema,
    201,
    await post('/bookings', { hold: id, client: { ...amina, email: 'new@example.org' } }),
  )
  const { rows } = await admin.query('select from kept_apart k join booking b using (client_id) where b.id = $1', [
    booking.id,
  ])
  assert.deepEqual(rows, [])
})
