import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { markOf } from '#coaches'
import { browser, client } from '../../../testing/booking.ts'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { at, later, one, series } from '../../../testing/series.ts'
import { coachActor } from '../../../testing/staff.ts'
import { coachId } from '../../../testing/world.ts'
import { book } from '../book.ts'
import { hold } from '../hold.ts'
import type { Wish } from '../wish.ts'
import { rehoming } from './rehome.ts'

describe('a series that changes', () => {
  it('is asked about bookings inside what goes away, and nothing happens before the answer', async () => {
    const { attempt, ids, patterns, waiting } = await series(['2026-11-24T10:00:00Z', '2026-11-25T10:00:00Z'])
    const before = await patterns()
    const asked = await attempt(later('2026-11-25'), null)
    assert.ok(asked.kind === 'ask')
    assert.deepEqual(
      asked.inside.map(({ bookingId }) => bookingId),
      [ids[1]],
    )
    const other = await attempt(later('2026-11-24'), { choice: 'offer', mark: markOf(asked.inside) })
    assert.equal(other.kind, 'ask', 'an answer about one booking is none about two')
    assert.deepEqual([await patterns(), await waiting()], [before, []])
  })

  it('asks nothing where nothing booked lies in what goes away', async () => {
    const { attempt, offers } = await series(['2026-11-24T10:00:00Z'])
    const shorter = one('2026-11-24', { startsAt: 600, endsAt: 645 })
    assert.equal((await attempt(shorter, null)).kind, 'kept')
    assert.equal(await offers('2026-11-24T15:00:00Z'), false)
    assert.equal(await offers('2026-11-25T15:00:00Z'), true)
  })

  it('keeps bookings inside where only new ones are to stop', async () => {
    const { edit, ids, waiting, offers, state, go } = await series(['2026-11-24T10:00:00Z'], [{}])
    assert.equal((await edit(one('2026-11-24'), 'stop')).kind, 'kept')
    assert.equal(await go(), 0)
    assert.deepEqual([await waiting(), await state(ids[0]!)], [[], '1 24 10:00 booked'])
    assert.equal(await offers('2026-11-24T12:00:00Z'), false)
  })

  it('has each booking inside looked after as in sickness, and leaves those outside alone', async () => {
    const { edit, ids, waiting, state, go, world } = await series(
      ['2026-11-24T10:00:00Z', '2026-11-24T12:00:00Z', '2026-11-25T10:00:00Z'],
      [{ closes: '11:00' }],
    )
    assert.equal((await edit(one('2026-11-24'), 'offer')).kind, 'kept')
    assert.deepEqual(await waiting(), ids.slice(0, 2))
    await go()
    assert.equal(await state(ids[0]!), '2 24 10:00 booked', 'another coach at the same time')
    const messages = async () =>
      (
        await world.admin.query<{ kind: string }>(
          `select kind from message where recipient = 'client' and kind like '%alternatives'`,
        )
      ).rowCount
    assert.equal(await messages(), 0, 'nobody is told before there is a time to choose')
    await world.setNow(at('2026-11-23T08:10:00Z'))
    await go()
    assert.equal(await messages(), 1)
    const { rows } = await world.admin.query('select count(*)::int as kept from offer where booking_id = $1', [ids[1]])
    assert.deepEqual(rows, [{ kept: 3 }])
    assert.equal(await state(ids[2]!), '1 25 10:00 booked')
    assert.deepEqual(await wrongInDiary(world.admin, [ids[1]!]), nothingWrong)
  })

  it('may keep times with the same coach, none of which touches the session that cannot be', async () => {
    const { edit, ids, go, world } = await series(['2026-11-24T10:00:00Z'])
    await edit(one('2026-11-24', { startsAt: 480, endsAt: 630 }), 'offer')
    await go()
    await world.setNow(at('2026-11-23T08:10:00Z'))
    await go()
    const { rows } = await world.admin.query<{ at: string }>(
      `select to_char(starts_at at time zone 'UTC', 'DD HH24:MI') as at from offer where booking_id = $1 order by 1`,
      [ids[0]],
    )
    assert.deepEqual(
      rows.map((row) => row.at),
      ['23 21:15', '24 08:00', '24 09:00'],
    )
  })

  it('gives the same day back, and a booking that was given up stays when nobody was told', async () => {
    const { edit, ids, waiting, state, go, offers } = await series(['2026-11-24T10:00:00Z'])
    await edit(one('2026-11-24'), 'offer')
    assert.deepEqual(await waiting(), ids)
    assert.equal((await edit(one('2026-11-24', 'usual'), 'stop')).kind, 'kept')
    assert.deepEqual([await waiting(), await go(), await state(ids[0]!)], [[], 0, '1 24 10:00 booked'])
    assert.equal(await offers('2026-11-24T12:00:00Z'), true)
  })

  it('tells a client who was asked to choose that the session stands, once its hours are worked again', async () => {
    const { edit, ids, go, world } = await series(['2026-11-24T10:00:00Z'], [{ opens: '14:00' }])
    await edit(one('2026-11-24'), 'offer')
    await go()
    await world.setNow(at('2026-11-23T08:10:00Z'))
    await go()
    await edit(one('2026-11-24', 'usual'), 'stop')
    await go()
    const { rows } = await world.admin.query('select outcome from rehome_task where booking_id = $1', [ids[0]])
    assert.deepEqual(rows, [{ outcome: 'stands' }])
  })

  it('keeps a session given up on the list when an absence over it ends', async () => {
    const { edit, ids, waiting, world } = await series(['2026-11-24T10:00:00Z'])
    await edit(one('2026-11-24'), 'offer')
    await world.db.withActor(await coachActor(world.admin, coachId(1)), (tx) => rehoming.review(tx, coachId(1)))
    assert.deepEqual(await waiting(), ids)
  })

  it('is worked by the wall clock on both sides of a clock change, with what differs', async () => {
    const { edit, offers, patterns } = await series([], [], '2026-10-19T08:00:00Z')
    await edit(one('2026-10-24', { startsAt: 600, endsAt: 720 }), 'stop')
    await edit(one('2026-10-25', { startsAt: 600, endsAt: 720 }), 'stop')
    // Ten by the clock is 9:00 UTC on Saturday and 10:00 UTC on Sunday, when the clocks have gone back.
    for (const [start, is] of [
      ['2026-10-24T08:45:00Z', false],
      ['2026-10-24T09:00:00Z', true],
      ['2026-10-25T09:45:00Z', false],
      ['2026-10-25T10:00:00Z', true],
      ['2026-10-26T08:00:00Z', true],
    ] as const)
      assert.equal(await offers(start), is, start)
    assert.equal((await patterns()).length, 1, 'the series is one row still')
    await edit(later('2026-10-26', { startsAt: 840, endsAt: 960 }), 'stop')
    assert.deepEqual(
      (await patterns()).map(({ line }) => line),
      ['2026-01-01 2026-10-25 08:00:00 22:00:00', '2026-10-26 14:00:00 16:00:00'],
    )
    assert.equal(await offers('2026-10-24T09:15:00Z'), true, 'a day that differs stays so')
  })
})

describe('two edits at the same time', () => {
  it('of the same series for good: one is made, the other hears that the hours are no longer there', async () => {
    const { attempt, patterns } = await series([])
    const answers = await Promise.all([
      attempt(later('2026-11-30', { startsAt: 540, endsAt: 720 }), null),
      attempt(later('2026-11-30', { startsAt: 600, endsAt: 780 }), null),
    ])
    assert.deepEqual(answers.map(({ kind }) => kind).sort(), ['changed-meanwhile', 'kept'])
    assert.equal((await patterns()).length, 2)
  })

  it('of the same day: the later one holds, and there is one row', async () => {
    const { attempt, world } = await series([])
    const answers = await Promise.all(
      [600, 660, 720, 780].map((startsAt) => attempt(one('2026-11-30', { startsAt, endsAt: 840 }), null)),
    )
    assert.deepEqual(
      answers.map(({ kind }) => kind),
      ['kept', 'kept', 'kept', 'kept'],
    )
    const { rows } = await world.admin.query('select count(*)::int as rows from coach_occurrence')
    assert.deepEqual(rows, [{ rows: 1 }])
  })

  it('and a booking: it lies outside what is left, or is asked about', async () => {
    const { world, attempt } = await series([])
    const { ports } = world
    const owner = browser('quick')
    const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
    const booking = async () => {
      const held = await hold(ports, owner, wish, at('2026-11-30T10:00:00Z').epochMilliseconds)
      return held.kind === 'held' ? book(ports, owner, held.id, client('quick')) : held
    }
    const [answer] = await Promise.all([attempt(one('2026-11-30'), null), booking().catch(() => null)])
    const { rows } = await world.admin.query('select id from booking')
    const { rows: gone } = await world.admin.query('select on_date from coach_occurrence')
    if (answer.kind === 'ask') assert.deepEqual([rows.length, gone.length], [1, 0])
    else assert.deepEqual([answer.kind, gone.length], ['kept', 1])
  })

  it("changes nobody else's series, nor a day that is none of it or over", async () => {
    const { attempt, world, edit } = await series([], [{}])
    const { rows } = await world.admin.query<{ id: string }>('select id from coach_pattern where coach_id = $1', [
      coachId(2),
    ])
    assert.equal((await attempt(one('2026-11-30'), null, rows[0]!.id)).kind, 'changed-meanwhile')
    assert.equal((await edit(one('2026-11-22'), 'stop')).kind, 'changed-meanwhile')
    await assert.rejects(
      world.db.withActor(await coachActor(world.admin, coachId(1)), (tx) =>
        tx.send('', `insert into coach_occurrence (pattern_id, coach_id, on_date) values ($1, $2, '2026-11-30')`, [
          rows[0]!.id,
          coachId(1),
        ]),
      ),
      { code: '23503' },
    )
  })
})
