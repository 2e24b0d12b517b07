import assert from 'node:assert/strict'
import { it } from 'node:test'
import { toInstant, type Millis } from '#lib/time'
import { at, browser, client } from '../../testing/booking.ts'
import { bookingWorld, coachId } from '../../testing/world.ts'
import { order, type Assignment } from './assignment.ts'
import { book } from './book.ts'
import { hold, type Held } from './hold.ts'
import { assignmentOf } from './holds-queries.ts'
import type { Wish } from './wish.ts'

const world = await bookingWorld(Array.from({ length: 6 }, (_, i) => ({ id: coachId(i + 1) })))
const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
const tuesday = at('2026-11-24T08:00:00Z')

async function held(name: string, start: Millis): Promise<Held & { kept: Assignment }> {
  const answer = await hold(world.ports, browser(name), wish, start)
  assert.ok(answer.kind === 'held', answer.kind)
  const row = await world.db.withActor(browser(name).actor, (tx) => assignmentOf.one(tx, answer.id))
  return { ...answer, kept: row!.assignment }
}

/** The coaches that the row names, in the order which its own seed and loads give once more. */
function again({ seed, shortlist }: Assignment): number[] {
  // In whatever order they come.
  const free = [...shortlist].reverse()
  const [numbers, loads] = [free.map(({ number }) => number), free.map(({ load }) => load)]
  const pool = {
    size: free.length,
    coachId: String,
    number: (i: number) => numbers[i]!,
    load: (i: number) => loads[i]!,
  }
  return order(pool, seed).coaches.map(({ number }) => number)
}

/** How many claims the week of a start already holds of each coach, by the diary. */
async function loads(start: Millis): Promise<Map<number, number>> {
  const { rows } = await world.admin.query<{ number: number; load: number }>(
    `select number, count(c.id)::integer as load from coach left join claim c on c.coach_id = coach.id and c.active
        and date_trunc('week', lower(during) at time zone 'Europe/London') = date_trunc('week', $1 at time zone 'Europe/London')
      group by number`,
    [toInstant(start).toString()],
  )
  return new Map(rows.map(({ number, load }) => [number, load]))
}

const numberOf = (id: string) => world.ports.availability.coach(id)!.number

it('keeps with each hold why this coach was chosen: from the row alone the same order comes out again', async () => {
  const chosen = new Set<number>()
  for (let i = 0; i < 30; i++) {
    const start = tuesday + (i % 4) * 86_400_000 + Math.floor(i / 4) * 5_400_000
    const free = world.ports.availability.free(wish, start).size
    const before = await loads(start)
    const { id, coach, kept } = await held(`somebody ${i}`, start)
    const shortlist = kept.shortlist.map(({ number }) => number)
    assert.deepEqual(again(kept), shortlist)
    assert.equal(shortlist[0], numberOf(coach.id), 'the first who could was given')
    assert.equal(kept.considered, free)
    for (const { number, load } of kept.shortlist) assert.equal(load, before.get(number), `the load of ${number}`)
    assert.equal(kept.lowest, Math.min(...kept.shortlist.map(({ load }) => load)))
    assert.equal((await book(world.ports, browser(`somebody ${i}`), id, client(`somebody ${i}`))).kind, 'booked')
    chosen.add(numberOf(coach.id))
  }
  assert.equal(chosen.size, 6, 'everybody had a share')
})

it('names those before the coach who got it, whom the diary passed over', async () => {
  const start = tuesday + 7 * 86_400_000
  const last = order(world.ports.availability.free(wish, start), 1).coaches.at(-1)!
  await world.admin.query(
    `insert into claim (coach_id, during, kind) select id, tstzrange($1, $1::timestamptz + interval '1 hour'), 'group'
       from coach where id <> $2`,
    [toInstant(start).toString(), last.coachId],
  )
  const { coach, kept } = await held('the last', start)
  assert.equal(coach.id, last.coachId)
  assert.deepEqual(
    again(kept),
    kept.shortlist.map(({ number }) => number),
  )
  assert.ok(kept.shortlist.some(({ number }) => number === last.number))
  assert.equal(kept.considered, 6)
})
