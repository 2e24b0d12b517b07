import assert from 'node:assert/strict'
import { it } from 'node:test'
import { browser, client, contactKey } from '../../../testing/booking.ts'
import { coachActor } from '../../../testing/staff.ts'
import { recovering } from '../../../testing/recovering.ts'
import { bookingWorld, coachId } from '../../../testing/world.ts'
import { book } from '../book.ts'
import { hashesOf } from '../contact-hashes.ts'
import { hold } from '../hold.ts'
import { moveTo } from '../move.ts'
import { findBooking } from '../queries.ts'
import type { Wish } from '../wish.ts'
import { coachesLeftOut, sayKnown } from './queries.ts'

const world = await bookingWorld(
  [{ id: coachId(1) }, { id: coachId(2) }],
  Temporal.Instant.from('2026-11-23T09:00:00Z'),
)
const { db, ports, admin } = world
const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const anyone: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
const phone = '+447700900123'
const contactHashes = hashesOf(contactKey, ['amina@example.org', phone])
const ward = browser('a computer on the ward')

async function takes(owner: ReturnType<typeof browser>, coach: number, time: string, given = {}) {
  const held = await hold(ports, owner, { ...anyone, coachId: coachId(coach) }, at(time))
  assert.ok(held.kind === 'held', held.kind)
  return book(ports, owner, held.id, client('somebody', given))
}
const first = await takes(ward, 1, '2026-11-24T10:00:00Z', { contactHashes })
assert.ok(first.kind === 'booked')
await db.withActor(await coachActor(admin, coachId(1)), (tx) => sayKnown.one(tx, first.id))
await recovering(ports)

it('whoever comes again by the same contact, in another browser or by telephone, does not meet the coach who knows them', async () => {
  const again = browser('another browser')
  const asking = { place: null, contacts: contactHashes }
  assert.deepEqual(await db.withActor(again.actor, (tx) => coachesLeftOut(tx, asking)), [coachId(1)])
  const refused = await takes(again, 1, '2026-11-25T10:00:00Z', { contactHashes })
  assert.equal(refused.kind, 'hold-expired')
  const other = await takes(again, 2, '2026-11-25T12:00:00Z', { contactHashes })
  assert.ok(other.kind === 'booked')
  const { rows } = await admin.query(
    'select k.coach_id from kept_apart k join booking b using (client_id) where b.id = $1',
    [other.id],
  )
  assert.deepEqual(rows, [{ coach_id: coachId(1) }], 'nor is that session ever given to them')
})

it('nobody else who books at the same computer is kept apart from anybody for it', async () => {
  const bens = await takes(ward, 2, '2026-11-26T10:00:00Z', {
    contactHashes: hashesOf(contactKey, ['ben@example.org']),
  })
  assert.ok(bens.kind === 'booked')
  const { rows } = await admin.query('select from kept_apart k join booking b using (client_id) where b.id = $1', [
    bens.id,
  ])
  assert.deepEqual(rows, [])
})

it('a move that is pressed twice, at once too, is one', async () => {
  const owner = browser('impatient')
  const made = await takes(owner, 2, '2026-11-27T10:00:00Z')
  assert.ok(made.kind === 'booked')
  const booking = (await db.withActor(owner.actor, (tx) => findBooking.one(tx, made.id)))!
  const press = () => moveTo(ports, owner.actor, booking, anyone, at('2026-11-27T14:00:00Z'), 'client')
  const all = [...(await Promise.all([press(), press()])), await press()]
  assert.deepEqual(new Set(all.map(({ kind }) => kind)), new Set(['moved']))
  const { rows } = await admin.query(
    `select b.sequence, (select count(*)::int from message m where m.subject_id = b.id and m.recipient = 'client'
       and m.kind in ('booking-moved', 'booking-reassigned')) as told from booking b where b.id = $1`,
    [made.id],
  )
  assert.deepEqual(rows, [{ sequence: 1, told: 1 }])
})
