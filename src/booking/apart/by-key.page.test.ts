import assert from 'node:assert/strict'
import { it } from 'node:test'
import { apiOver, read } from '../../../testing/api.ts'
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
const { get, post } = await apiOver(world)
const amina = { name: 'Amina', email: 'amina@example.org' }

// She booked on the pages, and her coach knows her.
const owner = browser('amina')
const wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false } as const
const first = await hold(ports, owner, { ...wish, coachId: coachId(1) }, at('2026-11-24T10:00:00Z'))
assert.ok(first.kind === 'held')
const made = await book(ports, owner, first.id, client('amina', { contactHashes: hashesOf(contactKey, [amina.email]) }))
assert.ok(made.kind === 'booked')
// She proved it, too: her booking may speak for her.
await admin.query(`update booking set verified_at = clock_now(), matched_on = '{}'`)
await db.withActor(await coachActor(admin, coachId(1)), (tx) => sayKnown.one(tx, made.id))
await recover({ ...ports, log: (...said) => assert.fail(said.join()) })

const held = async (start: string, coach: number) =>
  read(holdSchema, 201, await post('/holds', { service: 'lay-too', mode: 'video', start, coach: coachId(coach) }))

/** What another system learns that asks with a contact: each answer, then and after a round that looks after sessions. */
async function asked(contact: object, start: string) {
  const hold = await held(start, 1)
  const once = { headers: { 'idempotency-key': `a-booking-at-${start}` } }
  const answers = [await post('/bookings', { hold: hold.id, client: contact }, once)]
  const { id, reference } = read(bookingSchema, 201, answers[0]!)
  answers.push(await post('/bookings', { hold: hold.id, client: contact }, once))
  answers.push(await post('/bookings', { hold: hold.id, client: contact }))
  await recover({ ...ports, log: (...said) => assert.fail(said.join()) })
  answers.push(await get(`/bookings/${id}`))
  const to = await held(`${start.slice(0, 11)}15:00:00Z`, 1)
  answers.push(await post(`/bookings/${id}/move`, { hold: to.id }))
  const { rows } = await admin.query('select from kept_apart k join booking b using (client_id) where b.id = $1', [id])
  assert.deepEqual(rows, [])
  return answers.map(({ status, text }) => [
    status,
    text.replaceAll(id, 'ID').replaceAll(reference, 'REFERENCE').replaceAll(start.slice(0, 10), 'DAY'),
  ])
}

it('another system that books under the contact of somebody whom a coach knows is answered as under any other', async () => {
  const hers = await asked(amina, '2026-11-25T10:00:00Z')
  assert.deepEqual(hers, await asked({ ...amina, email: 'ben@example.org' }, '2026-11-26T10:00:00Z'))
  assert.deepEqual(
    hers.map(([status]) => status),
    [201, 201, 409, 200, 200],
  )
  assert.deepEqual(await wrongInDiary(admin), nothingWrong)
})
