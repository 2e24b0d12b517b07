import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { anyone } from '#lib/door'
import { civilDate, toInstant } from '#lib/time'
import { loadRules, matches } from '#coaches'
import { liveClaims } from '#diary'
import { browser } from '../../testing/booking.ts'
import { bookingWorld, coachId, mondayMorning } from '../../testing/world.ts'
import { whyNot, type CoachTime, type Policy } from './availability/rules.ts'
import { hold } from './hold.ts'
import type { Wish } from './wish.ts'

const world = await bookingWorld(
  Array.from({ length: 8 }, (_, i) => ({
    id: coachId(i + 1),
    gender: i % 2 === 0 ? 'woman' : 'man',
    languages: i % 3 === 0 ? ['en', 'pa'] : ['en'],
    ethnicallyDiverse: i % 4 === 0,
    modes: i % 4 === 3 ? ['phone'] : ['video', 'phone'],
    services: i % 4 === 0 ? ['lay-too', 'lay-too-ed'] : ['lay-too', 'lay-career'],
    gapMinutes: i % 2 === 0 ? 15 : 30,
    dailyCap: 2 + (i % 3),
    opens: i % 2 === 0 ? '08:00' : '11:30',
    closes: i % 3 === 0 ? '15:00' : '19:30',
  })),
)
const { ports, admin } = world
await admin.query(
  `insert into absence (coach_id, during, reason)
     select id, tstzrange(at, at + interval '5 hours'), 'leave' from coach,
       lateral (select clock_now() + interval '1 day' + number * interval '7 hours' as at) a`,
)
await ports.availability.load()

const wishes = fc
  .record({
    key: fc.constantFrom('lay-too', 'lay-too-ed', 'lay-career'),
    mode: fc.constantFrom('video' as const, 'phone' as const),
    longer: fc.boolean(),
    interpreter: fc.boolean(),
    more: fc.constantFrom<Partial<Wish>>(
      {},
      { gender: 'woman' },
      { gender: 'man', language: 'pa' },
      { language: 'pa' },
      { ethnicallyDiverse: true },
      { coachId: coachId(4) },
      { coachId: coachId(5), gender: 'man' },
    ),
  })
  .map(({ key, more, ...rest }): Wish => ({ service: world.service(key), ...rest, ...more }))
const starts = fc.integer({ min: 0, max: 5 * 96 }).map((n) => mondayMorning.epochMilliseconds + n * 900_000)

it('is held with a coach who fits every word of the wish, and is refused only where nobody does', async () => {
  const seen = { held: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(wishes, starts, async (wish, start) => {
      const policy = ports.availability.policy(wish)
      const able = await whoCould(wish, policy, start)
      const answer = await hold(ports, browser(`somebody ${seen.held + seen.refused}`), wish, start)
      if (answer.kind === 'held') {
        seen.held++
        assert.ok(able.includes(answer.coach.id), `${answer.coach.id} of ${able}`)
      } else {
        seen.refused++
        assert.deepEqual(able, [], answer.kind)
      }
    }),
    { numRuns: 400 },
  )
  assert.ok(seen.held > 20 && seen.refused > 20, JSON.stringify(seen))
})

/** Everybody who fits by the rules of matching and of time, read anew from the database and asked one by one. */
async function whoCould(wish: Wish, policy: Policy, start: number): Promise<string[]> {
  const day = civilDate(toInstant(start))
  const { coaches, claims } = await ports.db.withActor(anyone, async (tx) => ({
    coaches: await loadRules(tx, { from: day.subtract({ days: 1 }), until: day.add({ days: 2 }) }),
    claims: await liveClaims(tx, mondayMorning, null),
  }))
  const timeOf = (coach: (typeof coaches)[number]): CoachTime => ({
    ...coach,
    claims: claims
      .filter(({ coachId: id }) => id === coach.id)
      .map(({ startsAt, endsAt, expiresAt }) => ({
        startsAt: startsAt.epochMilliseconds,
        endsAt: endsAt.epochMilliseconds,
        expiresAt: expiresAt?.epochMilliseconds ?? null,
      })),
  })
  return coaches
    .filter((coach) => matches(coach, { ...wish, service: wish.service.key }))
    .filter((coach) => whyNot(timeOf(coach), policy, start, mondayMorning.epochMilliseconds) === null)
    .map(({ id }) => id)
}
