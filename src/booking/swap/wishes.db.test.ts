import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { it } from 'node:test'
import fc from 'fast-check'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { coachId } from '../../../testing/world.ts'
import type { Wish } from '../wish.ts'
import {
  admin,
  as,
  at,
  db,
  has,
  heard,
  meets,
  ports,
  round,
  session,
  wishes,
  world,
  type Session,
} from '../../../testing/covering.ts'
import { answerSwap, offerSwap } from './queries.ts'

it('never breaks what a client asked for, swaps both or neither and keeps every cap, whoever agrees to what at once', async () => {
  const one = fc.record({ wish: fc.nat(wishes.length - 1), hour: fc.nat(6), who: fc.integer({ min: 1, max: 5 }) })
  let swapped = 0
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 5, maxLength: 7 }), async (all) => {
      await admin.query(
        `delete from message; truncate hold, booking, booking_person, booking_change, claim, cover cascade`,
      )
      await ports.availability.load()
      const sessions: { mine: Session; asked: Partial<Wish> }[] = []
      for (const { wish, hour, who } of all) {
        const asked = wishes[wish]!
        const start = at('09:00').add({ minutes: hour * 75 })
        const whole = {
          service: world.service('lay-too'),
          mode: 'video' as const,
          longer: false,
          interpreter: false,
          ...asked,
        }
        if (!meets(who, asked) || ports.availability.why(whole, coachId(who), start.epochMilliseconds)) continue
        sessions.push({ mine: await session(asked, who, start), asked })
      }
      const offers: { id: string; to: number }[] = []
      for (const { mine } of sessions)
        for (const { mine: theirs } of sessions.toReversed()) {
          const id = await db.withActor(await as(mine.who), (tx) =>
            offerSwap.one(tx, mine.id, coachId(theirs.who), theirs.start, randomUUID()),
          )
          if (id?.id) offers.push({ id: id.id, to: theirs.who })
        }
      await Promise.all(
        offers.map(async ({ id, to }) => db.withActor(await as(to), (tx) => answerSwap(tx, id, true, null))),
      )
      await Promise.all([round(), round()])
      await round()
      for (const { mine, asked } of sessions) {
        const who = await has(mine)
        assert.ok(meets(who, asked), `${who} is not ${JSON.stringify(asked)}`)
        assert.equal((await heard(mine, 'client')).length, who === mine.who ? 0 : 1)
      }
      const { rows } = await admin.query<{ over: number; given: number; moved: number }>(
        `select (select count(*)::int from (select from booking b join coach c on c.id = b.coach_id where b.status = 'booked'
                  group by c.id having count(*) > c.daily_cap) x) as over,
                (select count(*)::int from cover where outcome = 'given') as given,
                (select count(*)::int from booking where sequence > 0) as moved`,
      )
      const { over, given, moved } = rows[0]!
      assert.deepEqual([over, moved, await wrongInDiary(admin)], [0, 2 * given, nothingWrong])
      swapped += given
    }),
    { numRuns: 16, seed: 53, endOnFailure: true },
  )
  assert.ok(swapped > 5, `${swapped} were swapped`)
})
