import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readGoals } from '#coaching'
import { recordAbsence, workplaceToken } from '#coaches'
import { query, text, type Tx } from '#lib/sql'
import { browser, client } from '../../../testing/booking.ts'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { engage } from '../../../testing/engaged.ts'
import { actorOf, coachActor } from '../../../testing/staff.ts'
import { bookingWorld, coachId, type TestCoach } from '../../../testing/world.ts'
import { book } from '../book.ts'
import { hold } from '../hold.ts'
import { move, moveTo } from '../move.ts'
import { findBooking } from '../queries.ts'
import { offersOf } from '../rehome/offers.ts'
import { recover } from '../rehome/recover.ts'
import { rehoming } from '../rehome/rehome.ts'
import { askSooner } from '../sooner/ask.ts'
import { offerSooner } from '../sooner/round.ts'
import { sessionOfCoach } from '../team/queries.ts'
import { askedBefore } from '../wish-of.ts'
import type { Wish } from '../wish.ts'
import { coachesLeftOut, sayKnown } from './queries.ts'

const at = (text: string) => Temporal.Instant.from(text)
const morning = at('2026-11-23T09:00:00Z')
const nine = at('2026-11-24T09:00:00Z')
const key = Buffer.alloc(32, 8)
const place = workplaceToken(key, 'A81001')

/** Somebody with a session at nine tomorrow with coach 1, whom they did not name; and others who coach. */
async function booked(others: readonly Omit<TestCoach, 'id'>[], { named = false, place = null as Buffer | null } = {}) {
  const world = await bookingWorld(
    [{}, ...others].map((one, i) => ({ id: coachId(i + 1), ...one })),
    morning,
  )
  const { db, ports, admin } = world
  const owner = browser('amina')
  const anyone: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
  const held = await hold(ports, owner, { ...anyone, coachId: coachId(1) }, nine.epochMilliseconds)
  assert.ok(held.kind === 'held', held.kind)
  const made = await book(ports, owner, held.id, client('amina', { place }))
  assert.ok(made.kind === 'booked', made.kind)
  if (!named) await admin.query(`update booking set matched_on = '{}'`)
  const log = (...said: unknown[]) => assert.fail(said.join())
  const round = { db, clock: ports.clock, random: ports.random, textSender: true, log }
  const asDev = async <T>(work: (tx: Tx) => Promise<T>) => db.withActor(await coachActor(admin, coachId(1)), work)
  const clientId = (await admin.query<{ id: string }>('select client_id as id from booking where id = $1', [made.id]))
    .rows[0]!.id
  return {
    world,
    owner,
    anyone,
    id: made.id,
    clientId,
    round,
    asDev,
    know: async () => {
      const { said } = (await asDev((tx) => sayKnown.one(tx, made.id)))!
      await ports.availability.refresh([coachId(1)])
      return said
    },
    leftOut: (token: Buffer | null = null) => db.withActor(owner.actor, (tx) => coachesLeftOut(tx, token)),
    state: async () =>
      (
        await admin.query<{ coach: string; status: string }>(
          'select coach_id as coach, status from booking where id = $1',
          [made.id],
        )
      ).rows[0]!,
  }
}

const declares = (world: Awaited<ReturnType<typeof bookingWorld>>, number: number, token = place) =>
  world.admin.query(`insert into coach_workplace (coach_id, token, sealed_name) values ($1, $2, '')`, [
    coachId(number),
    token,
  ])

describe('a session with somebody whom its coach knows', () => {
  it('goes to another at the same time; neither is ever offered to the other again', async () => {
    const one = await booked([{}])
    assert.equal(await one.know(), true)
    assert.equal(await one.know(), false, 'said once')
    await recover(one.round)
    assert.deepEqual(await one.state(), { coach: coachId(2), status: 'booked' })
    assert.deepEqual(await one.leftOut(), [coachId(1)])
    const { rows } = await one.world.admin.query(`select outcome from rehome_task`)
    assert.deepEqual(
      rows.map(({ outcome }) => outcome as string),
      ['reassigned'],
    )
    assert.deepEqual(await wrongInDiary(one.world.admin), nothingWrong)
  })

  it('of somebody who asked for that coach by name has other times kept, with others alone', async () => {
    const one = await booked([{ opens: '13:00' }], { named: true })
    await one.know()
    await recover(one.round)
    const kept = await one.world.db.withActor(one.owner.actor, (tx) => offersOf(tx, one.id))
    assert.deepEqual(
      kept.map((offer) => offer.coachId),
      Array.from({ length: 3 }, () => coachId(2)),
    )
  })

  it('is out of its coach’s sight at once: the session, the name and its key, the record', async () => {
    const one = await booked([{ opens: '13:00' }])
    const { vault } = one.world.ports
    await engage(one.world.admin, one.clientId, coachId(1))
    const dev = await actorOf(one.world.admin, coachId(1), 'coach')
    await one.world.admin.query('update staff_session set strong_at = clock_now()')
    const opens = async () => ({
      session: (await one.asDev((tx) => sessionOfCoach.one(tx, one.id, coachId(1)))) !== undefined,
      key:
        (await vault.unwrap([{ subject: one.clientId, purpose: 'contact' }], dev)).of(one.clientId, 'contact') !==
        undefined,
      record: (await readGoals({ db: one.world.db, vault }, { actor: dev, clientId: one.clientId, requestId: null }))
        .kind,
    })
    assert.deepEqual(await opens(), { session: true, key: true, record: 'open' })
    await one.know()
    const after = await opens()
    assert.deepEqual([after.session, after.key], [false, false])
    assert.notEqual(after.record, 'open')
  })

  it('stays waiting where the coach then records an absence and takes it back', async () => {
    const one = await booked([{ opens: '13:00' }])
    await one.know()
    const acting = { by: { actorKind: 'coach' as const, actorId: coachId(1) }, now: morning, rehoming }
    const during = { startsAt: at('2026-11-25T09:00:00Z'), endsAt: at('2026-11-25T12:00:00Z') }
    await one.asDev((tx) => recordAbsence(tx, coachId(1), during, 'ill', acting))
    const { rowCount } = await one.world.admin.query('select from rehome_task where settled_at is null and apart')
    assert.equal(rowCount, 1)
  })

  it('is nobody else’s to say, nor of one that has begun', async () => {
    const one = await booked([{}])
    const ama = await coachActor(one.world.admin, coachId(2))
    const other = await one.world.db.withActor(ama, (tx) => sayKnown.one(tx, one.id))
    assert.equal(other!.said, false)
    await one.world.setNow(nine)
    assert.equal(await one.know(), false)
    assert.equal((await one.world.admin.query('select from kept_apart')).rowCount, 0)
  })
})

describe('a coach who is kept apart from somebody', () => {
  it('is never held again in that browser, whatever is asked for, nor given by a move or a sooner time', async () => {
    const one = await booked([{ opens: '13:00' }])
    const { world, owner, anyone } = one
    await one.know()
    await recover(one.round)
    await world.admin.query('update booking set starts_at = starts_at')
    const without = await one.leftOut()
    const again = await hold(world.ports, owner, { ...anyone, coachId: coachId(1), without }, nine.epochMilliseconds)
    assert.equal(again.kind, 'no-such-slot')
    const booking = (await world.db.withActor(owner.actor, (tx) => findBooking.one(tx, one.id)))!
    const wish = askedBefore(world.ports.availability, booking)!
    assert.ok(world.ports.availability.first(wish, morning.epochMilliseconds, Infinity, 100).length > 0)
    const early = at('2026-11-24T10:00:00Z').epochMilliseconds
    assert.equal((await moveTo(world.ports, owner.actor, booking, wish, early, 'client')).kind, 'no-such-slot')
    await askSooner(world.ports, owner.actor, one.id, null)
    await offerSooner({ ...one.round })
    const { rows } = await world.admin.query('select distinct coach_id as coach from offer')
    assert.ok(rows.every(({ coach }) => coach === coachId(2)))
  })

  it('is lost to a booking that moves to a time which somebody else held with them', async () => {
    const one = await booked([{}])
    const { world, owner, anyone } = one
    const noon = at('2026-11-24T12:00:00Z').epochMilliseconds
    const held = await hold(world.ports, browser('another'), { ...anyone, coachId: coachId(1) }, noon)
    assert.ok(held.kind === 'held')
    await one.know()
    await world.admin.query('alter table hold disable trigger not_apart')
    await world.admin.query('update hold set browser = $2 where id = $1', [held.id, owner.browser])
    await world.admin.query('alter table hold enable trigger not_apart')
    assert.equal((await move(world.ports, owner, one.id, held.id, 'client')).kind, 'hold-expired')
    assert.equal((await one.state()).coach, coachId(1))
  })

  it('loses what was kept with them when they say so', async () => {
    const one = await booked([{}])
    const { world, owner, anyone } = one
    const noon = at('2026-11-24T12:00:00Z').epochMilliseconds
    const held = await hold(world.ports, owner, { ...anyone, coachId: coachId(1) }, noon)
    assert.ok(held.kind === 'held')
    await one.know()
    const { rows } = await world.admin.query(
      'select h.state, c.active from hold h join claim c on c.id = h.claim_id where h.id = $1',
      [held.id],
    )
    assert.deepEqual(rows, [{ state: 'released', active: false }])
    assert.equal((await book(world.ports, owner, held.id, client('grace'))).kind, 'hold-expired')
  })

  it('is kept apart from the account, too, to which a booking passes: a session there goes to another', async () => {
    const one = await booked([{}])
    const { world, anyone } = one
    const other = browser('amina at work')
    const held = await hold(
      world.ports,
      other,
      { ...anyone, coachId: coachId(1) },
      nine.add({ hours: 5 }).epochMilliseconds,
    )
    assert.ok(held.kind === 'held')
    const second = await book(world.ports, other, held.id, client('amina2'))
    assert.ok(second.kind === 'booked')
    await one.know()
    await world.admin.query('update booking set client_id = $2 where id = $1', [second.id, one.clientId])
    const { rows } = await world.admin.query(
      'select booking_id as id from rehome_task where settled_at is null and apart',
    )
    assert.deepEqual(rows.map(({ id }) => id as string).sort(), [one.id, second.id].sort())
  })
})

describe('a coach who works where a client does', () => {
  it('gets no session of theirs, whatever was held before it was said, and none later', async () => {
    const one = await booked([{}, {}], { place: null })
    const { world, owner, anyone } = one
    await declares(world, 2)
    await world.ports.availability.refresh([coachId(2)])
    const noon = at('2026-11-24T12:00:00Z').epochMilliseconds
    const held = await hold(world.ports, owner, { ...anyone, coachId: coachId(2) }, noon)
    assert.ok(held.kind === 'held')
    assert.equal((await book(world.ports, owner, held.id, client('grace', { place }))).kind, 'hold-expired')
    assert.deepEqual(await one.leftOut(place), [coachId(2)])
    assert.deepEqual(await one.leftOut(workplaceToken(key, 'A81002')), [])
    const without = await one.leftOut(place)
    const other = await hold(world.ports, owner, { ...anyone, without }, noon)
    assert.ok(other.kind === 'held' && other.coach.id !== coachId(2))
    const made = await book(world.ports, owner, other.id, client('grace', { place }))
    assert.ok(made.kind === 'booked')
    // Later nothing says why, and it holds: coach 2 is the only one left at that time.
    const { rows } = await world.admin.query('select coach_id as coach from kept_apart')
    assert.deepEqual(rows, [{ coach: coachId(2) }])
    const busy = other.coach.id === coachId(1) ? coachId(3) : coachId(1)
    for (const id of [coachId(1), coachId(3)])
      await world.admin.query(
        `insert into absence (coach_id, during, reason) values ($1, tstzrange('2026-11-24 11:00Z', '2026-11-24 14:00Z'), 'ill')`,
        [id],
      )
    assert.ok(busy)
    await world.admin.query('insert into rehome_task (booking_id, coach_id) values ($1, $2)', [made.id, other.coach.id])
    await recover(one.round)
    await recover(one.round)
    const { rows: now } = await world.admin.query('select coach_id as coach from booking where id = $1', [made.id])
    assert.notEqual(now[0].coach, coachId(2))
  })

  it('who says so makes a claim worked out before that stale, and learns nothing of a client', async () => {
    const one = await booked([{}])
    const { rows } = await one.world.admin.query<{ version: number }>('select version from coach where id = $1', [
      coachId(1),
    ])
    await declares(one.world, 1)
    const after = await one.world.admin.query<{ version: number }>('select version from coach where id = $1', [
      coachId(1),
    ])
    assert.ok(after.rows[0]!.version > rows[0]!.version)
    const told = query({ id: text }, `select unnest(kept_from($1)) as id`)
    await assert.rejects(
      one.asDev((tx) => told(tx, one.clientId)),
      { code: '42501' },
    )
  })
})
