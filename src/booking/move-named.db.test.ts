import assert from 'node:assert/strict'
import { it } from 'node:test'
import { at, bookerOf, browser, client } from '../../testing/booking.ts'
import { bookingWorld, coachId } from '../../testing/world.ts'
import { book } from './book.ts'
import { hold } from './hold.ts'
import { moveTo } from './move.ts'
import { findBooking } from './queries.ts'
import type { Wish } from './wish.ts'

const world = await bookingWorld([1, 2].map((number) => ({ id: coachId(number) })))
const { admin, db, ports } = world
const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
const withCoach = (number: number): Wish => ({ ...wish, coachId: coachId(number) })

it('a move to the coach who was named is made, also where the session was put at that time with another meanwhile', async () => {
  const [nine, ten] = [at('2026-11-24T09:00:00Z'), at('2026-11-24T10:00:00Z')]
  const held = await hold(ports, browser('amina'), withCoach(1), nine)
  assert.ok(held.kind === 'held', held.kind)
  const done = await book(ports, browser('amina'), held.id, client('amina'))
  assert.ok(done.kind === 'booked', done.kind)
  const { actor } = await bookerOf(admin, done.id)
  const row = async () => (await db.withActor(actor, (tx) => findBooking.one(tx, done.id)))!
  const asSeen = await row()
  assert.deepEqual(await moveTo(ports, actor, asSeen, withCoach(2), ten, 'client'), { kind: 'moved', sequence: 1 })
  for (const _ of ['pressed once', 'pressed twice'])
    assert.deepEqual(await moveTo(ports, actor, asSeen, withCoach(1), ten, 'client'), { kind: 'moved', sequence: 2 })
  const { startsAt, coachId: whose } = await row()
  assert.deepEqual([startsAt.epochMilliseconds, whose], [ten, coachId(1)])
})
