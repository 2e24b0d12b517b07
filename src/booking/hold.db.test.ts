import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { anyone } from '#lib/door'
import { countOverlaps } from '#diary'
import { at, browser } from '../../testing/booking.ts'
import { bookingWorld, coachId, mondayMorning } from '../../testing/world.ts'
import { hold } from './hold.ts'
import type { Wish } from './wish.ts'

const pool = 10

const world = await bookingWorld(Array.from({ length: pool }, (_, i) => ({ id: coachId(i + 1) })))
const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }

describe('holding a time', () => {
  it('keeps it for ten minutes with one coach, whose other times stay visible', async () => {
    const start = at('2026-11-24T09:00:00Z')
    const held = await hold(world.ports, browser('amina'), wish, start)
    assert.equal(held.kind, 'held')
    assert.ok(held.kind === 'held' && held.expiresAt.equals(mondayMorning.add({ minutes: 10 })))
    const [same] = world.ports.availability.first(wish, start, start + 1, 1)
    assert.equal(same?.coaches, pool - 1)
  })

  it('gives a rush of 100 for one start exactly as many holds as there are coaches', async () => {
    const start = at('2026-11-25T18:00:00Z')
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) => hold(world.ports, browser(`rush ${i}`), wish, start)),
    )
    const won = answers.filter(({ kind }) => kind === 'held')
    assert.equal(won.length, pool)
    assert.equal(new Set(won.map((held) => held.kind === 'held' && held.coach.id)).size, pool)
    const lost = answers.filter(({ kind }) => kind === 'slot-taken')
    assert.equal(lost.length, 100 - pool)
    for (const answer of lost) assert.equal(answer.kind === 'slot-taken' && answer.alternatives.length, 3)
  })

  it('lets 200 people behind one address all hold while times remain', async () => {
    const starts = world.ports.availability.first(wish, at('2026-11-27T08:00:00Z'), at('2026-12-10T22:00:00Z'), 200)
    const answers = await Promise.all(
      starts.map(({ startsAt }, i) => hold(world.ports, browser(`ward ${i}`), wish, startsAt)),
    )
    assert.equal(answers.filter(({ kind }) => kind === 'held').length, 200)
  })

  it('is not in the way of the browser that holds: the same coach, the same time again or one that overlaps', async () => {
    const named = { ...wish, coachId: coachId(1) }
    const start = at('2026-12-16T09:00:00Z')
    for (const again of [start, start, start + 900_000, start - 1_800_000]) {
      const held = await hold(world.ports, browser('undecided'), named, again)
      assert.ok(held.kind === 'held' && held.coach.id === coachId(1), `${held.kind} at ${again}`)
    }
    assert.equal((await hold(world.ports, browser('other'), named, start)).kind, 'slot-taken')
  })

  it('lets the earlier hold of a browser stand where nobody can take the new time', async () => {
    const named = { ...wish, coachId: coachId(2) }
    const [kept, gone] = [at('2026-12-20T09:00:00Z'), at('2026-12-20T11:00:00Z')]
    const first = await hold(world.ports, browser('keeper'), named, kept)
    assert.ok(first.kind === 'held')
    await world.admin.query(
      `insert into claim (coach_id, during, kind) values ($1, '[2026-12-20T11:00Z,2026-12-20T12:00Z)', 'group')`,
      [coachId(2)],
    )
    assert.equal((await hold(world.ports, browser('keeper'), named, gone)).kind, 'slot-taken')
    const { rows } = await world.admin.query(
      `select h.state, c.active from hold h join claim c on c.id = h.claim_id where h.id = $1`,
      [first.id],
    )
    assert.deepEqual(rows, [{ state: 'live', active: true }])
    assert.equal((await hold(world.ports, browser('other keeper'), named, kept)).kind, 'slot-taken')
  })

  it('leaves a browser one hold, however many it asks for at once', async () => {
    const starts = world.ports.availability.first(wish, at('2026-12-17T08:00:00Z'), at('2026-12-18T00:00:00Z'), 30)
    await Promise.all(starts.map(({ startsAt }) => hold(world.ports, browser('hasty'), wish, startsAt)))
    const { rows } = await world.admin.query(
      `select (select count(*)::int from hold where browser = $1 and state = 'live') as holds,
              (select count(*)::int from claim c join hold h on h.claim_id = c.id where h.browser = $1 and c.active) as claims`,
      [browser('hasty').browser],
    )
    assert.deepEqual(rows, [{ holds: 1, claims: 1 }])
  })

  it('lets a browser’s earlier hold go when it holds again', async () => {
    const [first, second] = [at('2026-12-14T09:00:00Z'), at('2026-12-14T15:00:00Z')]
    await hold(world.ports, browser('grace'), wish, first)
    await hold(world.ports, browser('grace'), wish, second)
    const [again] = world.ports.availability.first(wish, first, first + 1, 1)
    assert.equal(again?.coaches, pool)
  })

  it('says that there is no such slot outside the rules, off the quarter-hour and when nobody who matches works', async () => {
    for (const start of [
      '2026-11-24T09:10:00Z',
      '2026-11-24T21:45:00Z',
      '2026-11-23T08:15:00Z',
      '2027-03-01T09:00:00Z',
    ])
      assert.equal((await hold(world.ports, browser('mark'), wish, at(start))).kind, 'no-such-slot', start)
    const polish = { ...wish, language: 'pl' }
    assert.equal((await hold(world.ports, browser('mark'), polish, at('2026-11-24T11:00:00Z'))).kind, 'no-such-slot')
  })

  it('books by the diary and not by memory: absence recorded elsewhere is never held over', async () => {
    const start = at('2026-12-16T10:00:00Z')
    await world.admin.query(
      `insert into absence (coach_id, during, reason) select id, '[2026-12-16T09:00Z,2026-12-16T12:00Z)', 'ill' from coach`,
    )
    assert.ok(world.ports.availability.first(wish, start, start + 1, 1).length > 0, 'memory has not heard of it')
    assert.equal((await hold(world.ports, browser('dev'), wish, start)).kind, 'no-such-slot')
  })

  it('finds a time that memory still thinks is taken', async () => {
    const start = at('2026-12-15T10:00:00Z')
    const named = { ...wish, coachId: coachId(1) }
    await hold(world.ports, browser('sam'), named, start)
    await world.admin.query(`update claim set active = false where coach_id = $1 and lower(during) = $2`, [
      coachId(1),
      '2026-12-15T10:00Z',
    ])
    assert.deepEqual(world.ports.availability.first(named, start, start + 1, 1), [])
    assert.equal((await hold(world.ports, browser('priya'), named, start)).kind, 'held')
  })

  it('never gives a coach more sessions in a day than the coach takes, however many ask at once', async () => {
    const named = { ...wish, coachId: coachId(2) }
    const starts = world.ports.availability.first(named, at('2026-12-18T08:00:00Z'), at('2026-12-18T22:00:00Z'), 100)
    const answers = await Promise.all(
      starts.map(({ startsAt }, i) => hold(world.ports, browser(`cap ${i}`), named, startsAt)),
    )
    assert.equal(answers.filter(({ kind }) => kind === 'held').length, 8)
  })

  it('leaves no two active claims of a coach overlapping', async () => {
    const found = await world.ports.db.withActor(anyone, (tx) => countOverlaps.one(tx))
    assert.equal(found?.overlaps, 0)
  })
})
