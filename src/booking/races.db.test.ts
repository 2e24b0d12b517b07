import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { anyone } from '#lib/door'
import { claimFirst, confirmClaim } from '#diary'
import { another, somebodyWaits } from '../../testing/another.ts'
import { at, browser, client } from '../../testing/booking.ts'
import { nothingWrong, wrongInDiary } from '../../testing/diary.ts'
import { eventually } from '../../testing/running.ts'
import { readFor, sourceFor } from '../../testing/own-calendars.ts'
import { bookingWorld, coachId, mondayMorning } from '../../testing/world.ts'
import { book } from './book.ts'
import { hold, type Held } from './hold.ts'
import type { Wish } from './wish.ts'

const world = await bookingWorld([1, 2, 3, 4].map((number) => ({ id: coachId(number), dailyCap: 2 })))
const { db, availability } = world.ports
const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
const withCoach = (number: number): Wish => ({ ...wish, coachId: coachId(number) })

async function held(name: string, wanted: Wish, start: string): Promise<Held> {
  const answer = await hold(world.ports, browser(name), wanted, at(start))
  assert.ok(answer.kind === 'held', answer.kind)
  return answer
}

const bookHeld = (name: string, { id }: Held) => book(world.ports, browser(name), id, client(name))

const away = (coach: number, from: string, until: string) =>
  `insert into absence (coach_id, during, reason) values ('${coachId(coach)}', '[${from},${until})', 'ill')`

describe('An absence and a booking at the same moment', () => {
  it('given an absence that is being recorded, when a hold inside it is booked, then the booking waits and is refused', async () => {
    const kept = await held('a', withCoach(1), '2026-11-24T09:00:00Z')
    await another(world, async (other) => {
      await other.query('begin')
      await other.query(away(1, '2026-11-24T08:00Z', '2026-11-24T12:00Z'))
      const booking = bookHeld('a', kept)
      let done = false
      void booking.then(() => (done = true))
      await eventually('the booking waits, or is through', async () => done || somebodyWaits(world))
      await other.query('commit')
      assert.equal((await booking).kind, 'hold-expired')
    })
  })

  it('given a booking that is being made, when an absence is recorded over it, then the absence waits until it stands', async () => {
    const kept = await held('b', withCoach(2), '2026-11-24T09:00:00Z')
    const { rows } = await world.admin.query<{ claim: string }>('select claim_id as claim from hold where id = $1', [
      kept.id,
    ])
    await another(world, async (other, waits) => {
      let recorded = false
      const recording = await db.withActor(anyone, async (tx) => {
        const claimId = await confirmClaim(tx, { ...kept, claimId: rows[0]!.claim, zone: 'Europe/London' })
        assert.equal(claimId, rows[0]!.claim)
        const absence = other
          .query(away(2, '2026-11-24T08:00Z', '2026-11-24T12:00Z'))
          .then(() => void (recorded = true))
        await eventually('the absence waits, or is through', async () => recorded || waits())
        assert.equal(recorded, false)
        return { absence }
      })
      await recording.absence
      assert.equal(recorded, true)
    })
  })
})

describe('A calendar that is read and a booking at the same moment', () => {
  const busyFrom = (from: string, until: string) => `update busy_time set busy = '{[${from},${until})}'`

  it('given a calendar that has the coach busy, when a hold inside is booked, then the booking waits and is refused', async () => {
    await readFor(world, await sourceFor(world, coachId(1)), [])
    await availability.refresh([coachId(1)])
    const kept = await held('m', withCoach(1), '2026-11-27T15:00:00Z')
    await another(world, async (other) => {
      await other.query('begin')
      await other.query(busyFrom('2026-11-27T15:30Z', '2026-11-27T16:00Z'))
      const booking = bookHeld('m', kept)
      let done = false
      void booking.then(() => (done = true))
      await eventually('the booking waits, or is through', async () => done || somebodyWaits(world))
      await other.query('commit')
      assert.equal((await booking).kind, 'hold-expired')
    })
    await world.admin.query('delete from own_calendar')
  })

  it('given a calendar that could not be read since, when what was held is booked, then it is booked', async () => {
    const source = await sourceFor(world, coachId(1))
    await readFor(world, source, [])
    await availability.refresh([coachId(1)])
    const kept = await held('n', withCoach(1), '2026-11-28T15:00:00Z')
    await world.admin.query(`update busy_time set counts_until = clock_now()`)
    assert.equal((await bookHeld('n', kept)).kind, 'booked')
    const another = await hold(world.ports, browser('o'), withCoach(1), at('2026-11-28T17:00:00Z'))
    assert.equal(another.kind, 'no-such-slot')
    await world.admin.query('delete from own_calendar')
    await availability.refresh([coachId(1)])
  })
})

describe('The number of sessions that a coach takes in a day', () => {
  it('given a hold that ran out and a day filled since by others, when it is booked, then it is refused', async () => {
    const late = await held('c', withCoach(3), '2026-11-25T09:00:00Z')
    await world.setNow(mondayMorning.add({ minutes: 11 }))
    for (const [name, start] of [
      ['d', '2026-11-25T12:00:00Z'],
      ['e', '2026-11-25T15:00:00Z'],
    ] as const)
      assert.equal((await bookHeld(name, await held(name, withCoach(3), start))).kind, 'booked')
    assert.equal((await bookHeld('c', late)).kind, 'hold-expired')
  })

  it('given room for one, when two who hold times that ran out both book, then one of them is booked', async () => {
    const early = await held('f', withCoach(4), '2026-11-26T09:00:00Z')
    await world.setNow(mondayMorning.add({ minutes: 22 }))
    const later = await held('g', withCoach(4), '2026-11-26T12:00:00Z')
    await world.setNow(mondayMorning.add({ minutes: 33 }))
    const other = await held('h', withCoach(4), '2026-11-26T15:00:00Z')
    assert.equal((await bookHeld('h', other)).kind, 'booked')
    const answers = await Promise.all([bookHeld('f', early), bookHeld('g', later)])
    assert.deepEqual(answers.map(({ kind }) => kind).sort(), ['booked', 'hold-expired'])
  })
})

describe('What the diary is asked from rules that are no longer so', () => {
  it('refuses a claim made under older services or closures as stale, and what was held meanwhile as no slot', async () => {
    const stamp = availability.stamp()
    await world.admin.query(
      `insert into closure (service_key, during, reason) values (null, '[2026-11-27T00:00Z,2026-11-28T00:00Z)', 'Away')`,
    )
    const startsAt = Temporal.Instant.from('2026-11-27T09:00:00Z')
    assert.ok(availability.free(wish, startsAt.epochMilliseconds).size > 0, 'memory has not heard of it')
    assert.deepEqual(await ask(1, startsAt, { stamp }), ['stale'])
    assert.equal((await hold(world.ports, browser('i'), wish, startsAt.epochMilliseconds)).kind, 'no-such-slot')
    assert.ok(availability.stamp() > stamp, 'memory has read the closures again')
  })

  it('refuses a claim made under older rules of the coach as stale', async () => {
    const startsAt = Temporal.Instant.from('2026-11-30T09:00:00Z')
    const { version } = availability.coach(coachId(1))!
    await world.admin.query('update coach set daily_cap = 1 where id = $1', [coachId(1)])
    assert.deepEqual(await ask(1, startsAt, { version }), ['stale'])
    await world.admin.query('update coach set daily_cap = 2 where id = $1', [coachId(1)])
  })
})

describe('A hold at the moment at which it runs out', () => {
  for (const [early, expected] of [
    [1, ['taken']],
    [0, []],
    [-1, []],
  ] as const)
    it(`${said(early)}: ${expected.length ? 'nobody else can have its time' : 'another claim takes it'}`, async () => {
      const start = `2026-12-0${early + 2}T09:00:00Z`
      const kept = await held('j', withCoach(1), start)
      await world.setNow(kept.expiresAt.subtract({ milliseconds: early }))
      await availability.refresh([coachId(1)])
      assert.deepEqual(await ask(1, kept.startsAt), expected)
    })

  for (const [early, kind] of [
    [1, 'hold-expired'],
    [0, 'booked'],
    [-1, 'booked'],
  ] as const)
    it(`${said(early)}: an older hold on the same time is ${kind === 'booked' ? 'booked' : 'lost'}`, async () => {
      const start = `2026-12-0${early + 8}T09:00:00Z`
      const older = await held('k', withCoach(2), start)
      await world.setNow(older.expiresAt)
      const newer = await held('l', withCoach(2), start)
      await world.setNow(newer.expiresAt.subtract({ milliseconds: early }))
      assert.equal((await bookHeld('k', older)).kind, kind)
    })
})

it('and nothing is wrong in the diary afterwards', async () =>
  assert.deepEqual(await wrongInDiary(world.admin), nothingWrong))

function said(early: number): string {
  return early === 0 ? 'then' : `${Math.abs(early)} ms ${early > 0 ? 'before' : 'after'}`
}

/** What the diary itself answers to a claim on one coach; nothing when it was made, and it is not kept. */
async function ask(coach: number, startsAt: Temporal.Instant, from: { version?: number; stamp?: number } = {}) {
  const known = availability.coach(coachId(coach))!
  const candidate = { coachId: known.id, version: from.version ?? known.version, until: startsAt.add({ minutes: 60 }) }
  return db.withActor(anyone, async (tx) => {
    const answer = await claimFirst(tx, {
      candidates: [candidate],
      stamp: from.stamp ?? availability.stamp(),
      startsAt,
      zone: 'Europe/London',
      kind: 'booking',
      expiresAt: null,
      patient: true,
    })
    if (answer.kind === 'claimed') await tx.send('', 'update claim set active = false where id = $1', [answer.claimId])
    return answer.kind === 'claimed' ? [] : [...answer.refusals]
  })
}
