import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { anyone, holding, operator } from '#lib/door'
import { createKey, keyOf, tokenHash } from '#identity'
import { browser, client } from '../../testing/booking.ts'
import { callDesk } from '../../testing/desk.ts'
import { nothingWrong, wrongInDiary } from '../../testing/diary.ts'
import { sessionOf } from '../../testing/staff.ts'
import { bookingWorld, coachId, mondayMorning } from '../../testing/world.ts'
import { bookForCaller } from './behalf/book.ts'
import type { CallTaker } from './behalf/owner.ts'
import { book } from './book.ts'
import { hold, type Owner } from './hold.ts'
import type { Wish } from './wish.ts'

const world = await bookingWorld([{ id: coachId(1), dailyCap: 8 }])
const { ports, admin, db } = world
const { room, samId } = await callDesk(world)
const bearer = await db.withActor(operator, (tx) => createKey(tx, { name: 'a system', scope: 'booking' }))
const key = (await db.withActor(holding(`key:${bearer}`), (tx) => keyOf(tx, bearer)))!
const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
const [minute, day] = [60_000, 86_400_000]
/** What a session of 45 minutes keeps of its coach. */
const occupied = 60 * minute

type Way = 'page' | 'system' | 'call'
/** One that is confirmed, however often at once: by which way it came, and how many quarters after nine it starts. */
type Request = { way: Way; quarter: number; presses: number }
const requests = fc.array(
  fc.record<Request>({
    way: fc.constantFrom('page', 'system', 'call'),
    quarter: fc.integer({ min: 0, max: 12 }),
    presses: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 2, maxLength: 6 },
)

async function ownerOf(way: Way, name: string): Promise<Owner> {
  if (way === 'page') return browser(name)
  if (way === 'system') return { browser: null, apiKeyId: key.id, actor: holding(`key:${bearer}`) }
  const token = await sessionOf(admin, samId)
  const called = { staffId: samId, requestId: name }
  return { browser: tokenHash(token), apiKeyId: null, actor: { ...anyone, claim: `session:${token}` }, called }
}

const confirm = (owner: Owner, holdId: string, name: string) =>
  owner.called
    ? bookForCaller(room, owner as CallTaker, holdId, client(name), wish)
    : book(ports, owner, holdId, client(name))

let run = 0
/** A day of its own for each run, so that none knows of another. */
const nextMorning = () => mondayMorning.epochMilliseconds + (2 + (run++ % 24)) * day + 60 * minute

const overlap = (a: number, b: number) => Math.abs(a - b) < occupied

it('G3: of confirms of one request, or of requests that overlap, exactly one succeeds, by whichever ways they come', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(requests, async (all) => {
      const nine = nextMorning()
      await world.setNow(mondayMorning)
      await admin.query('update claim set active = false where active')
      await admin.query(`update hold set state = 'released' where state = 'live'`)
      await admin.query(`update booking set status = 'cancelled' where status = 'booked'`)
      await ports.availability.load()
      // Each is kept after those before it ran out, so that they overlap as they like.
      const kept: (Request & { owner: Owner; holdId: string; start: number; name: string })[] = []
      for (const [i, request] of all.entries()) {
        const [name, start] = [`${run} ${i}`, nine + request.quarter * 15 * minute]
        const owner = await ownerOf(request.way, name)
        const held = await hold(ports, owner, wish, start)
        assert.ok(held.kind === 'held', held.kind)
        kept.push({ ...request, owner, holdId: held.id, start, name })
        await world.setNow(ports.clock().add({ minutes: 10, seconds: 1 }))
        await ports.availability.load()
      }
      // Whoever takes calls has been at work meanwhile.
      await admin.query('update staff_session set made_at = clock_now(), last_seen_at = clock_now()')
      const answers = await Promise.all(
        kept.flatMap((one) =>
          Array.from({ length: one.presses }, async () => ({
            one,
            ...(await confirm(one.owner, one.holdId, one.name)),
          })),
        ),
      )
      for (const { kind, one } of answers) seen.add(`${one.way} ${kind}`)
      const booked = answers.filter(({ kind }) => kind === 'booked').map(({ one }) => one)
      for (const one of kept) {
        const rivals = booked.filter(({ start }) => overlap(start, one.start))
        assert.equal(
          booked.filter((other) => other === one).length <= 1,
          true,
          'booked once, however often it is confirmed',
        )
        if (booked.includes(one)) assert.deepEqual(rivals, [one], 'alone at its time')
        else assert.ok(rivals.length > 0, 'refused only because another has its time')
        const others = answers
          .filter((answer) => answer.one === one && answer.kind !== 'booked')
          .map(({ kind }) => kind)
        assert.deepEqual(
          [...new Set(others)].filter((kind) => kind !== (booked.includes(one) ? 'hold-used' : 'hold-expired')),
          [],
        )
      }
      const { rows } = await admin.query<{ n: number }>(
        `select count(*)::int as n from booking where status = 'booked'`,
      )
      assert.equal(rows[0]!.n, booked.length)
    }),
    { numRuns: 24, seed: 3 },
  )
  for (const way of ['page', 'system', 'call'])
    for (const kind of ['booked', 'hold-used', 'hold-expired']) assert.ok(seen.has(`${way} ${kind}`), `${way} ${kind}`)
})

it('G3: what is pending occupies its time: nobody keeps or is offered what overlaps it, by any way', () =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom<Way>('page', 'system', 'call'),
      fc.constantFrom<Way>('page', 'system', 'call'),
      fc.integer({ min: -8, max: 8 }),
      async (first, second, apart) => {
        const noon = nextMorning() + 3 * 60 * minute
        await world.setNow(mondayMorning)
        await ports.availability.load()
        const pending = await hold(ports, await ownerOf(first, `first ${run}`), wish, noon)
        assert.equal(pending.kind, 'held')
        const other = noon + apart * 15 * minute
        const offered = ports.availability.first(wish, other, other + 1, 1).length > 0
        const answer = await hold(ports, await ownerOf(second, `second ${run}`), wish, other)
        assert.deepEqual([offered, answer.kind], overlap(noon, other) ? [false, 'slot-taken'] : [true, 'held'])
        await admin.query('update claim set active = false where active')
        await admin.query(`update hold set state = 'released' where state = 'live'`)
      },
    ),
    { numRuns: 30, seed: 3 },
  ))

it('and the diary agrees, without the constraint’s help', async () => {
  assert.deepEqual((await wrongInDiary(admin))['overlaps'], nothingWrong['overlaps'])
})
