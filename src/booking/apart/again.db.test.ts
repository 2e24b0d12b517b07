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
const contacts = ['amina@example.org', phone]
const contactHashes = hashesOf(contactKey, contacts)
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

const apartFrom = async (id: string) =>
  (
    await admin.query<{ coach: string }>(
      'select k.coach_id as coach from kept_apart k join booking b using (client_id) where b.id = $1',
      [id],
    )
  ).rows.map(({ coach }) => coach)
const leftOut = (who: ReturnType<typeof browser>) => db.withActor(who.actor, (tx) => coachesLeftOut(tx, null))

it('whoever books in another browser by the same contact is offered, and gets, any coach: it may be anybody', async () => {
  const typed = {
    'the address': ['amina@example.org', null],
    'the number alone': [phone, null],
    both: contacts,
  } as const
  for (const [day, [how, given]] of Object.entries(typed).entries()) {
    const again = browser(`another browser, by ${how}`)
    assert.deepEqual(await leftOut(again), [])
    const made = await takes(again, 1, `2026-11-2${day + 4}T14:00:00Z`, { contactHashes: hashesOf(contactKey, given) })
    assert.ok(made.kind === 'booked', how)
    assert.deepEqual(await apartFrom(made.id), [], how)
    assert.deepEqual(await leftOut(again), [], how)
  }
})

it('whoever books again in the browser in which they booked does not meet the coach who knows them, then or later', async () => {
  assert.deepEqual(await leftOut(ward), [coachId(1)])
  const made = await takes(ward, 2, '2026-11-25T16:00:00Z', { contactHashes })
  assert.ok(made.kind === 'booked')
  assert.deepEqual(await apartFrom(made.id), [coachId(1)])
})

it('nobody else who books at the same computer is kept apart from anybody for it', async () => {
  const bens = await takes(ward, 2, '2026-11-26T10:00:00Z', {
    contactHashes: hashesOf(contactKey, ['ben@example.org']),
  })
  assert.ok(bens.kind === 'booked')
  assert.deepEqual(await apartFrom(bens.id), [])
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
