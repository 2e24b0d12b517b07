import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { apiOver, problemOf, read } from '../../../testing/api.ts'
import { browser, client } from '../../../testing/booking.ts'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { bookingWorld, coachId, type TestCoach } from '../../../testing/world.ts'
import { bookingSchema, holdSchema } from '../api/schemas.ts'
import { book } from '../book.ts'
import { hold } from '../hold.ts'
import { move, moveTo } from '../move.ts'
import { findBooking } from '../queries.ts'
import { choose } from '../rehome/choose.ts'
import { recover } from '../rehome/recover.ts'
import { askSooner } from '../sooner/ask.ts'
import { offerSooner } from '../sooner/round.ts'
import { swap } from '../swap/give.ts'
import { makeAvailability } from '../availability/live.ts'
import type { Wish } from '../wish.ts'

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const nine = '2026-11-24T09:00:00Z'
const noon = at('2026-11-24T12:00:00Z')

/**
 * A session at nine tomorrow with coach 1, whose client is kept apart from coach 2; and every verb forgets to leave that coach out:
 * as one does that looked a moment before it was said.
 */
async function forgotten(others: readonly Omit<TestCoach, 'id'>[] = []) {
  const world = await bookingWorld([{}, {}, ...others].map((one, i) => ({ id: coachId(i + 1), ...one })))
  const { db, ports, admin } = world
  const owner = browser('amina')
  const anyone: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
  const made = async (who: ReturnType<typeof browser>, name: string, coach: number, start: number) => {
    const held = await hold(ports, who, { ...anyone, coachId: coachId(coach) }, start)
    assert.ok(held.kind === 'held', held.kind)
    const done = await book(ports, who, held.id, client(name))
    assert.ok(done.kind === 'booked', done.kind)
    return done
  }
  const { id } = await made(owner, 'amina', 1, at(nine))
  await admin.query(`update booking set matched_on = '{}'`)
  const apart = () =>
    admin.query(
      `insert into kept_apart (client_id, coach_id) select client_id, $2 from booking where id = $1 on conflict do nothing`,
      [id, coachId(2)],
    )
  await admin.query('alter table kept_apart disable trigger rehome')
  await admin.query(`create or replace function kept_from(p_client uuid) returns text[] language sql stable security definer
    set search_path = pg_catalog, public, pg_temp as $$ select '{}'::text[] $$`)
  const log = (...said: unknown[]) => assert.fail(said.join())
  return {
    ...world,
    owner,
    anyone,
    two: { ...anyone, coachId: coachId(2) },
    id,
    made,
    apart,
    round: { db, clock: ports.clock, random: ports.random, textSender: true, log },
    booking: async () => (await db.withActor(owner.actor, (tx) => findBooking.one(tx, id)))!,
    offered: async () =>
      (await admin.query<{ coach: string }>('select distinct coach_id as coach from offer')).rows.map(
        ({ coach }) => coach,
      ),
  }
}

describe('a coach whom somebody must not meet, refused by the database alone,', () => {
  it('is a time that has gone where they were named, and another coach’s where they were not', async () => {
    const one = await forgotten([{}])
    await one.apart()
    const named = await hold(one.ports, one.owner, one.two, noon)
    assert.ok(named.kind === 'slot-taken', named.kind)
    assert.deepEqual(named.alternatives, [], 'nor at any other time')
    assert.equal(
      (await moveTo(one.ports, one.owner.actor, await one.booking(), one.two, noon, 'client')).kind,
      'slot-taken',
    )
    for (let n = 0; n < 6; n++) {
      const any = await hold(one.ports, one.owner, one.anyone, noon)
      assert.ok(any.kind === 'held' && any.coach.id !== coachId(2))
    }
    const moved = await moveTo(
      one.ports,
      one.owner.actor,
      await one.booking(),
      one.anyone,
      at('2026-11-24T15:00:00Z'),
      'client',
    )
    assert.equal(moved.kind, 'moved')
    assert.notEqual((await one.booking()).coachId, coachId(2))
    assert.deepEqual(await wrongInDiary(one.admin), nothingWrong)
  })

  it('is a time that has gone to who moves to what was kept, and to who takes what was offered', async () => {
    const one = await forgotten()
    const held = await hold(one.ports, one.owner, one.two, noon)
    assert.ok(held.kind === 'held')
    await one.admin.query('update claim set active = false where coach_id = $1', [coachId(1)])
    await one.admin.query('update claim set active = true where id = (select claim_id from booking where id = $1)', [
      one.id,
    ])
    const { rows } = await one.admin.query<{ id: string }>(
      `insert into offer (booking_id, claim_id, coach_id, service_version, matched_on, starts_at, ends_at, until, kind)
         select $1, claim_id, coach_id, service_version, '{}', starts_at, ends_at, expires_at, 'sooner' from hold where id = $2
       returning id`,
      [one.id, held.id],
    )
    await one.apart()
    assert.equal((await choose(one.ports, one.owner.actor, one.id, rows[0]!.id)).kind, 'gone')
    assert.equal((await move(one.ports, one.owner, one.id, held.id, 'client')).kind, 'hold-expired')
    assert.equal((await one.booking()).coachId, coachId(1))
  })

  it('is passed over where the coach is away, and no time of theirs is kept for anybody to choose', async () => {
    const one = await forgotten([{}])
    await one.apart()
    await one.admin.query(
      'insert into rehome_task (booking_id, coach_id, apart) select id, coach_id, true from booking',
    )
    await recover(one.round)
    assert.equal((await one.booking()).coachId, coachId(3))

    const two = await forgotten([{ opens: '14:00' }])
    await two.apart()
    await two.admin.query(`insert into rehome_task (booking_id, coach_id, apart, made_at, tried_at)
      select id, coach_id, true, clock_now() - interval '11 minutes', clock_now() from booking`)
    await two.admin.query(
      `insert into absence (coach_id, during, reason) values ($1, tstzrange('2026-11-23 09:00Z', '2026-12-24 14:00Z'), 'ill')`,
      [coachId(1)],
    )
    await recover(two.round)
    assert.deepEqual(await two.offered(), [coachId(3)])
  })

  it('is passed over where something opens sooner', async () => {
    for (const others of [[], [{}]]) {
      const one = await forgotten(others)
      await one.apart()
      await one.admin.query(
        `insert into absence (coach_id, during, reason) values ($1, tstzrange('2026-11-23 09:00Z', '2026-11-24 08:59Z'), 'ill')`,
        [coachId(1)],
      )
      await askSooner(one.ports, one.owner.actor, one.id, null)
      await one.admin.query(`update waiting_alert set passed = '{}'`)
      await offerSooner(one.round)
      assert.deepEqual(await one.offered(), others.length > 0 ? [coachId(3)] : [])
    }
  })

  it('gets nothing by a swap, and neither of the two sessions changes', async () => {
    const one = await forgotten()
    const other = await one.made(browser('ben'), 'ben', 2, noon)
    await one.admin.query(`update booking set matched_on = '{}'`)
    await one.apart()
    const all = makeAvailability({ db: one.db, clock: one.ports.clock })
    await all.load()
    const sessions = [
      { bookingId: one.id, coachId: coachId(1), startsAt: Temporal.Instant.from(nine) },
      { bookingId: other.id, coachId: coachId(2), startsAt: Temporal.Instant.fromEpochMilliseconds(noon) },
    ] as const
    for (const pair of [sessions, [sessions[1], sessions[0]]] as const)
      assert.equal(await swap(one.round, all, pair, async () => true), false)
    const { rows } = await one.admin.query('select coach_id as coach from booking order by starts_at')
    assert.deepEqual(rows, [{ coach: coachId(1) }, { coach: coachId(2) }])
  })

  it('is a hold that has run out to another system, also when it asks the same again', async () => {
    const one = await forgotten()
    const { post } = await apiOver(one)
    const held = async (start: string, coach: number) =>
      read(holdSchema, 201, await post('/holds', { service: 'lay-too', mode: 'video', start, coach: coachId(coach) }))
    const hers = read(
      bookingSchema,
      201,
      await post('/bookings', {
        hold: (await held('2026-11-25T09:00:00Z', 1)).id,
        client: { name: 'Amina', email: 'x@example.org' },
      }),
    )
    await one.admin.query(
      'insert into kept_apart (client_id, coach_id) select client_id, $2 from booking where id = $1',
      [hers.id, coachId(2)],
    )
    const to = await held('2026-11-25T12:00:00Z', 2)
    const named = { headers: { 'idempotency-key': 'a-move' } }
    for (let n = 0; n < 2; n++)
      problemOf(409, 'hold-expired', await post(`/bookings/${hers.id}/move`, { hold: to.id }, named))
    problemOf(409, 'hold-expired', await post(`/bookings/${hers.id}/move`, { hold: to.id }))
    assert.deepEqual(await wrongInDiary(one.admin), nothingWrong)
  })
})
