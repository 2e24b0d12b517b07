import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { at, bookerOf, browser, client } from '../../testing/booking.ts'
import { bookingWorld, coachId } from '../../testing/world.ts'
import { book } from './book.ts'
import { hold } from './hold.ts'
import { moveTo } from './move.ts'
import { findBooking } from './queries.ts'
import type { Wish } from './wish.ts'

const world = await bookingWorld([{ id: coachId(1), dailyCap: 2 }])
const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }

async function booked(name: string, start: number) {
  const held = await hold(world.ports, browser(name), wish, start)
  assert.ok(held.kind === 'held', held.kind)
  const done = await book(world.ports, browser(name), held.id, client(name))
  assert.ok(done.kind === 'booked', done.kind)
  return done.id
}

const rowOf = async (id: string) =>
  (await world.db.withActor((await bookerOf(world.admin, id)).actor, (tx) => findBooking.one(tx, id)))!
const claimsOf = async () =>
  (
    await world.admin.query<{ at: string }>(
      `select to_char(lower(during) at time zone 'UTC', 'HH24:MI') as at from claim where active order by during`,
    )
  ).rows.map(({ at }) => at)

describe('moving to a time, with one coach whose day is full', () => {
  const nine = at('2026-11-24T09:00:00Z')
  const halfHour = 1_800_000

  it('takes a time that overlaps the one it leaves', async () => {
    const id = await booked('amina', nine)
    await booked('grace', at('2026-11-24T15:00:00Z'))
    const moved = await moveTo(
      world.ports,
      (await bookerOf(world.admin, id)).actor,
      await rowOf(id),
      wish,
      nine + halfHour,
      'client',
    )
    assert.deepEqual(moved, { kind: 'moved', sequence: 1 })
    assert.deepEqual(await claimsOf(), ['09:30', '15:00'])
    assert.equal((await rowOf(id)).startsAt.epochMilliseconds, nine + halfHour)
  })

  it('leaves the old time standing, in the diary and in memory, when the new one is taken', async () => {
    const id = await booked('mark', at('2026-11-25T09:00:00Z'))
    await booked('sam', at('2026-11-25T11:00:00Z'))
    const refused = await moveTo(
      world.ports,
      (await bookerOf(world.admin, id)).actor,
      await rowOf(id),
      wish,
      at('2026-11-25T10:30:00Z'),
      'client',
    )
    assert.equal(refused.kind, 'slot-taken')
    assert.deepEqual((await claimsOf()).slice(2), ['09:00', '11:00'])
    assert.equal((await rowOf(id)).sequence, 0)
    assert.deepEqual(
      world.ports.availability.first(wish, at('2026-11-25T08:00:00Z'), at('2026-11-25T22:00:00Z'), 9),
      [],
      'the day is still full',
    )
  })

  it('learns from the diary when memory does not know what was taken, and undoes nothing of the old time', async () => {
    const id = await booked('priya', at('2026-11-26T09:00:00Z'))
    await world.admin.query(
      `insert into claim (coach_id, during, kind) values ($1, '[2026-11-26T12:00Z,2026-11-26T13:00Z)', 'group')`,
      [coachId(1)],
    )
    const refused = await moveTo(
      world.ports,
      (await bookerOf(world.admin, id)).actor,
      await rowOf(id),
      wish,
      at('2026-11-26T12:15:00Z'),
      'client',
    )
    assert.equal(refused.kind, 'slot-taken')
    assert.deepEqual((await claimsOf()).slice(4), ['09:00', '12:00'])
  })
})
