import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { at, browser, client } from '../../testing/booking.ts'
import { bookingWorld, coachId, mondayMorning } from '../../testing/world.ts'
import { book } from './book.ts'
import { hold, type Held, type HoldRefused } from './hold.ts'
import { move } from './move.ts'
import type { Wish } from './wish.ts'

const gaps = [15, 30, 45] as const
const people = gaps.map((gapMinutes, i) => ({ id: coachId(i + 1), gapMinutes, gender: ['woman', 'man', 'other'][i]! }))
const world = await bookingWorld(people)

/** Minutes that an active claim which begins at an instant keeps its coach, by the diary itself. */
async function keptMinutes(coach: string, startsAt: string): Promise<number[]> {
  const { rows } = await world.admin.query<{ minutes: number }>(
    `select extract(epoch from upper(during) - lower(during))::integer / 60 as minutes
       from claim where coach_id = $1 and lower(during) = $2 and active`,
    [coach, startsAt],
  )
  return rows.map(({ minutes }) => minutes)
}

const isHeld = (answer: Held | HoldRefused): Held => {
  assert.ok(answer.kind === 'held', answer.kind)
  return answer
}

for (const { id, gapMinutes } of people)
  for (const longer of [false, true]) {
    const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer, interpreter: false, coachId: id }
    const minutes = longer ? 60 : 45
    const occupied = minutes + Math.max(15, gapMinutes)
    const day = longer ? '2026-11-26' : '2026-11-25'
    const name = `${gapMinutes} ${longer}`

    describe(`A session of ${minutes} minutes with a coach who keeps ${gapMinutes} minutes free`, () => {
      it('keeps the session and the gap after it when it is held, and when it is booked', async () => {
        const { id: holdId } = isHeld(await hold(world.ports, browser(name), wish, at(`${day}T09:00:00Z`)))
        assert.deepEqual(await keptMinutes(id, `${day}T09:00:00Z`), [occupied])
        const booked = await book(world.ports, browser(name), holdId, client(name))
        assert.ok(booked.kind === 'booked')
        assert.equal(booked.endsAt.since(booked.startsAt).total('minutes'), minutes)
        assert.deepEqual(await keptMinutes(id, `${day}T09:00:00Z`), [occupied])
      })

      it('leaves no other start until the gap is over, and that one free', async () => {
        const over = at(`${day}T09:00:00Z`) + occupied * 60_000
        const answer = await hold(world.ports, browser(`${name} soon`), wish, over - 900_000)
        assert.equal(answer.kind, 'slot-taken')
        isHeld(await hold(world.ports, browser(`${name} after`), wish, over))
      })

      it('keeps them where it is moved to', async () => {
        const first = isHeld(await hold(world.ports, browser(`${name} mover`), wish, at(`${day}T13:00:00Z`)))
        const booked = await book(world.ports, browser(`${name} mover`), first.id, client(`mover ${name}`))
        assert.ok(booked.kind === 'booked')
        const next = isHeld(await hold(world.ports, browser(`${name} mover`), wish, at(`${day}T16:00:00Z`)))
        assert.equal((await move(world.ports, browser(`${name} mover`), booked.id, next.id, 'client')).kind, 'moved')
        assert.deepEqual(await keptMinutes(id, `${day}T16:00:00Z`), [occupied])
        assert.deepEqual(await keptMinutes(id, `${day}T13:00:00Z`), [])
      })

      it('keeps them when the hold had run out and its claim was let go', async () => {
        const start = `${day}T19:00:00Z`
        const late = isHeld(await hold(world.ports, browser(`${name} late`), wish, at(start)))
        await world.setNow(world.ports.clock().add({ minutes: 10 }))
        const other = isHeld(await hold(world.ports, browser(`${name} other`), wish, at(start)))
        await world.setNow(world.ports.clock().add({ minutes: 10 }))
        assert.notEqual(other.id, late.id)
        assert.equal((await book(world.ports, browser(`${name} late`), late.id, client(`late ${name}`))).kind, 'booked')
        assert.deepEqual(await keptMinutes(id, start), [occupied])
        await world.setNow(mondayMorning)
      })
    })
  }
