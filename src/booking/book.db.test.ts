import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Millis } from '#lib/time'
import { at, browser, client } from '../../testing/booking.ts'
import { bookingWorld, coachId, mondayMorning } from '../../testing/world.ts'
import { book } from './book.ts'
import { cancel } from './cancel.ts'
import { hold, type Held, type Owner } from './hold.ts'
import { move } from './move.ts'
import type { Wish } from './wish.ts'

const world = await bookingWorld([1, 2, 3].map((number) => ({ id: coachId(number), dailyCap: 4 })))
const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
const held = async (owner: Owner, start: Millis): Promise<Held> => {
  const answer = await hold(world.ports, owner, wish, start)
  assert.ok(answer.kind === 'held')
  return answer
}

const ask = async <T>(text: string, values: unknown[] = []) => (await world.admin.query(text, values)).rows as T[]

describe('booking a held time', () => {
  it('books it, with its messages, its history and its audit in one act', async () => {
    const owner = browser('amina')
    const { id: holdId } = await held(owner, at('2026-11-24T18:30:00Z'))
    const booked = await book(world.ports, owner, holdId, client('amina'))
    assert.ok(booked.kind === 'booked')
    assert.match(booked.reference, /^[A-HJKMNP-TV-Z2-9]{8}$/)
    const kinds = await ask<{ kind: string }>('select kind from message where subject_id = $1 order by kind', [
      booked.id,
    ])
    assert.deepEqual(
      kinds.map(({ kind }) => kind),
      ['booking-confirmation', 'coach-new', 'reminder-day', 'reminder-hours'],
    )
    assert.equal(
      (await ask('select from audit_event where subject_id = $1 and verb = $2', [booked.id, 'booking.booked'])).length,
      1,
    )
    assert.equal((await ask('select from booking_change where booking_id = $1', [booked.id])).length, 1)
  })

  it('takes one hold once, however often the button is pressed', async () => {
    const owner = browser('twice')
    const { id } = await held(owner, at('2026-11-25T09:00:00Z'))
    const answers = await Promise.all([1, 2, 3, 4].map(() => book(world.ports, owner, id, client('twice'))))
    assert.deepEqual(answers.map(({ kind }) => kind).sort(), ['booked', 'hold-used', 'hold-used', 'hold-used'])
  })

  it('does not know another browser’s hold', async () => {
    const { id } = await held(browser('mine'), at('2026-11-25T11:00:00Z'))
    assert.equal((await book(world.ports, browser('theirs'), id, client('theirs'))).kind, 'not-found')
  })

  it('still books a hold that ran out while its time is free, and not once an absence has taken it', async () => {
    const [late, ill] = [browser('late'), browser('ill')]
    const first = await held(late, at('2026-11-26T09:00:00Z'))
    const second = await held(ill, at('2026-11-26T15:00:00Z'))
    await world.setNow(mondayMorning.add({ minutes: 11 }))
    assert.equal((await book(world.ports, late, first.id, client('late'))).kind, 'booked')
    await world.admin.query(
      `insert into absence (coach_id, during, reason) values ($1, '[2026-11-26T14:00Z,2026-11-26T17:00Z)', 'ill')`,
      [second.coach.id],
    )
    assert.equal((await book(world.ports, ill, second.id, client('ill'))).kind, 'hold-expired')
  })

  it('gives a time whose hold ran out to exactly one of those who race for it', async () => {
    const start = at('2026-11-27T09:00:00Z')
    for (const name of ['a', 'b', 'c']) await held(browser(`old ${name}`), start)
    await world.setNow(mondayMorning.add({ minutes: 30 }))
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => hold(world.ports, browser(`new ${i}`), wish, start)),
    )
    assert.equal(answers.filter(({ kind }) => kind === 'held').length, 3)
  })

  it('moves in one step: the same booking and identity, one sequence on, the old time free again', async () => {
    const owner = browser('mover')
    const start = at('2026-11-30T09:00:00Z')
    const { id: holdId } = await held(owner, start)
    const booked = await book(world.ports, owner, holdId, client('mover'))
    assert.ok(booked.kind === 'booked')
    const before = world.ports.availability.first(wish, start, start + 1, 1)[0]!.coaches
    const next = await held(owner, at('2026-11-30T13:00:00Z'))
    assert.deepEqual(await move(world.ports, owner, booked.id, next.id, 'client'), { kind: 'moved', sequence: 1 })
    assert.equal(world.ports.availability.first(wish, start, start + 1, 1)[0]!.coaches, before + 1)
    const [row] = await ask<{ reference: string; sequence: number }>(
      'select reference, sequence from booking where id = $1',
      [booked.id],
    )
    assert.deepEqual(row, { reference: booked.reference, sequence: 1 })
  })

  it('leaves the old time standing when a move is refused', async () => {
    const owner = browser('stays')
    const { id: holdId } = await held(owner, at('2026-12-01T09:00:00Z'))
    const booked = await book(world.ports, owner, holdId, client('stays'))
    assert.ok(booked.kind === 'booked')
    assert.equal((await move(world.ports, owner, booked.id, holdId, 'client')).kind, 'hold-used')
    const [row] = await ask<{ active: boolean }>('select active from claim where id = $1', [booked.claimId])
    assert.equal(row?.active, true)
  })

  it('cancels once, and says the same again', async () => {
    const owner = browser('leaver')
    const { id: holdId } = await held(owner, at('2026-12-02T09:00:00Z'))
    const booked = await book(world.ports, owner, holdId, client('leaver'))
    assert.ok(booked.kind === 'booked')
    const first = await cancel(world.ports, owner.actor, booked.id, 'client', 'client')
    const again = await cancel(world.ports, owner.actor, booked.id, 'client', 'client')
    assert.ok(first.kind === 'cancelled' && again.kind === 'cancelled')
    assert.deepEqual([first.sequence, first.again, again.sequence, again.again], [1, false, 1, true])
  })

  it('tells a further booking of an unverified contact from a first one', async () => {
    const owner = browser('further')
    for (const [start, further] of [
      ['2026-12-03T09:00:00Z', false],
      ['2026-12-03T13:00:00Z', true],
    ] as const) {
      const { id } = await held(owner, at(start))
      const booked = await book(world.ports, owner, id, client('further'))
      assert.ok(booked.kind === 'booked')
      assert.equal(booked.further, further)
    }
  })
})
