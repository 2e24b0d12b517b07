import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { coachId } from '../../../testing/world.ts'
import type { Wish } from '../wish.ts'
import {
  meets,
  wishes,
  world,
  round,
  at,
  session,
  type Session,
  ask,
  take,
  give,
  has,
  heard,
  admin,
  ports,
} from '../../../testing/covering.ts'

it('never breaks what a client asked for, books nobody twice and keeps every cap, whoever takes what at once', async () => {
  const one = fc.record({
    wish: fc.nat(wishes.length - 1),
    hour: fc.nat(5),
    takers: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 2 }),
  })
  let given = 0
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 3, maxLength: 5 }), async (all) => {
      await admin.query(
        `delete from message; truncate hold, booking, booking_person, booking_change, claim, cover cascade`,
      )
      await ports.availability.load()
      const sessions: { mine: Session; asked: Partial<Wish>; cover: string; takers: number[] }[] = []
      const hours = new Set<number>()
      for (const { wish, hour, takers } of all) {
        const who = [1, 2, 3, 4, 5].find((each) => meets(each, wishes[wish]!))
        if (hours.has(hour) || who === undefined) continue
        hours.add(hour)
        const start = at('09:00').add({ minutes: hour * 75 })
        if (
          ports.availability.why(
            { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false, ...wishes[wish] },
            coachId(who),
            start.epochMilliseconds,
          )
        )
          continue
        const mine = await session(wishes[wish], who, start)
        sessions.push({ mine, asked: wishes[wish]!, cover: await ask(mine), takers })
      }
      await round()
      await Promise.all([
        ...sessions.flatMap(({ cover, takers }) => takers.map((who) => take(cover, who))),
        ...sessions.map(({ cover, takers }) => give(cover, takers[0]!)),
        round(),
      ])
      await round()
      for (const { mine, asked } of sessions) {
        const who = await has(mine)
        if (who !== mine.who) given++
        assert.ok(meets(who, asked), `${who} is not ${JSON.stringify(asked)}`)
        assert.ok((await heard(mine, 'client')).length <= 1)
      }
      const { rows } = await admin.query<{ over: number }>(
        `select count(*)::int as over from (select from booking b join coach c on c.id = b.coach_id where b.status = 'booked'
           group by c.id having count(*) > c.daily_cap) x`,
      )
      assert.deepEqual([rows[0]!.over, await wrongInDiary(admin)], [0, nothingWrong])
    }),
    { numRuns: 8, seed: 24, endOnFailure: true },
  )
  assert.ok(given > 5, `${given} were given`)
})
