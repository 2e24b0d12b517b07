import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { endAbsence, recordAbsence } from '#coaches'
import { civilDate } from '#lib/time'
import { browser, client } from '../../../testing/booking.ts'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { coachActor } from '../../../testing/staff.ts'
import { bookingWorld, coachId, type TestCoach } from '../../../testing/world.ts'
import { book } from '../book.ts'
import { cancel } from '../cancel.ts'
import { hold } from '../hold.ts'
import type { Wish } from '../wish.ts'
import { choose } from './choose.ts'
import { offersOf } from './offers.ts'
import { recover } from './recover.ts'
import { rehoming } from './rehome.ts'

const at = (text: string) => Temporal.Instant.from(text)
const told = at('2026-11-24T07:40:00Z')
const nine = '2026-11-24T09:00:00Z'

/** A morning on which coach 1 has a session at nine, among others who work then or not. */
async function morning(others: readonly Omit<TestCoach, 'id'>[], asked: Partial<Wish> = {}) {
  const world = await bookingWorld(
    [{}, ...others].map((one, i) => ({ id: coachId(i + 1), ...one })),
    told.subtract({ hours: 20 }),
  )
  const { db, ports } = world
  const owner = browser('amina')
  const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false, ...asked }
  const held = await hold(ports, owner, { ...wish, coachId: coachId(1) }, at(nine).epochMilliseconds)
  assert.ok(held.kind === 'held', held.kind)
  const booked = await book(ports, owner, held.id, client('amina'))
  assert.ok(booked.kind === 'booked')
  // She asked for nobody by name: that is only how this test got coach 1.
  if (!asked.coachId)
    await world.admin.query(`update booking set matched_on = array_remove(matched_on, 'named=${coachId(1)}')`)
  await world.setNow(told)
  const acting = { by: { actorKind: 'coach' as const, actorId: coachId(1) }, now: told, rehoming }
  const ill = await db.withActor(await coachActor(world.admin, coachId(1)), (tx) =>
    recordAbsence(tx, coachId(1), { startsAt: told, endsAt: at('2026-11-25T00:00:00Z') }, 'ill', acting),
  )
  assert.ok(ill.kind === 'recorded')
  const go = () =>
    recover({
      db,
      clock: ports.clock,
      random: ports.random,
      textSender: true,
      log: (...said) => assert.fail(said.join()),
    })
  const now = async () => {
    const { rows } = await world.admin.query<{
      coach: number
      start: string
      status: string
      outcome: string | null
      open: boolean
    }>(
      `select right(b.coach_id::text, 2)::int as coach, to_char(b.starts_at at time zone 'UTC', 'DD HH24:MI') as start, b.status,
              t.outcome, t.settled_at is null as open
         from booking b join rehome_task t on t.booking_id = b.id where b.id = $1 order by t.made_at desc limit 1`,
      [booked.id],
    )
    return rows[0]!
  }
  /** What the client hears since the illness, in order. */
  const heard = async () =>
    (
      await world.admin.query<{ kind: string }>(
        `select m.kind from message m left join rehome_task t on t.id = m.subject_id
          where m.recipient = 'client' and coalesce(t.booking_id, m.subject_id) = $1 and m.due_at >= $2 and m.kind not like 'reminder%'
          order by m.due_at, m.kind`,
        [booked.id, told.toString()],
      )
    ).rows.map(({ kind }) => kind)
  const kept = () => db.withActor(owner.actor, (tx) => offersOf(tx, booked.id))
  const tasks = async () =>
    (await world.admin.query<{ kind: string }>('select kind from task where done_at is null')).rows.map(
      ({ kind }) => kind,
    )
  const back = async () =>
    db.withActor(await coachActor(world.admin, coachId(1)), (tx) =>
      endAbsence(tx, coachId(1), ill.absence.id, { ...acting, now: ports.clock() }),
    )
  return { world, ports, owner, id: booked.id, go, now, heard, kept, tasks, back }
}
const elsewhere = { opens: '14:00', closes: '18:00' }

describe('a session whose coach is ill', () => {
  it('goes to another coach at the same time, and the client hears that it stays', async () => {
    const { world, go, now, heard, tasks } = await morning([{}])
    await go()
    assert.deepEqual(await now(), { coach: 2, start: '24 09:00', status: 'booked', outcome: 'reassigned', open: false })
    assert.deepEqual(await heard(), ['booking-reassigned'])
    assert.deepEqual([await tasks(), await wrongInDiary(world.admin)], [[], nothingWrong])
    await go()
    assert.deepEqual(await heard(), ['booking-reassigned'])
  })

  it('is looked after in a pause of new bookings, by another coach or by times that are kept', async () => {
    const pause = `insert into pause (during, words) values ('[2026-11-24T00:00Z,2026-11-26T00:00Z)', 'No new bookings today.')`
    const soon = await morning([{}])
    await soon.world.admin.query(pause)
    await soon.go()
    assert.equal((await soon.now()).outcome, 'reassigned')
    const later = await morning([elsewhere, elsewhere])
    await later.world.admin.query(pause)
    await later.go()
    await later.world.setNow(told.add({ minutes: 10 }))
    await later.go()
    assert.equal((await later.kept()).length, 3)
  })

  it('is looked after for ten minutes, and then three times are kept that nobody else can take', async () => {
    const { world, ports, go, now, heard, kept } = await morning([elsewhere, elsewhere])
    await go()
    await world.setNow(told.add({ minutes: 10 }).subtract({ milliseconds: 1 }))
    await go()
    assert.deepEqual([await kept(), await heard()], [[], []])
    await world.setNow(told.add({ minutes: 10 }))
    await go()
    const offers = await kept()
    assert.equal(offers.length, 3)
    assert.equal((await now()).open, true)
    assert.deepEqual(await heard(), ['booking-alternatives'])
    await ports.availability.load()
    for (const { startsAt, coachId: whose } of offers) {
      const asked = {
        service: world.service('lay-too'),
        mode: 'video' as const,
        longer: false,
        interpreter: false,
        coachId: whose,
      }
      const other = await hold(ports, browser('somebody else'), asked, startsAt.epochMilliseconds)
      assert.equal(other.kind, 'slot-taken')
    }
    const gaps = offers.slice(1).map(({ startsAt }, i) => startsAt.since(offers[i]!.startsAt).total('minutes'))
    assert.ok(
      gaps.every((minutes) => minutes >= 60),
      `${gaps}`,
    )
    assert.deepEqual(await wrongInDiary(world.admin), nothingWrong)
  })

  it('moves to the time that its client chooses, and the others are anybody’s again', async () => {
    const { world, ports, owner, id, go, now, heard, kept, tasks } = await morning([elsewhere])
    await go()
    await world.setNow(told.add({ minutes: 10 }))
    await go()
    const [first, second] = await kept()
    assert.deepEqual(await choose(ports, owner.actor, id, second!.id), { kind: 'moved' })
    assert.deepEqual(await choose(ports, owner.actor, id, first!.id), { kind: 'gone' })
    const { open, outcome, start } = await now()
    assert.deepEqual([open, outcome, start], [false, 'chosen', `24 ${second!.startsAt.toString().slice(11, 16)}`])
    assert.deepEqual([await kept(), await heard(), await tasks()], [[], ['booking-alternatives', 'booking-moved'], []])
    assert.deepEqual(await wrongInDiary(world.admin), nothingWrong)
    const asked = { service: world.service('lay-too'), mode: 'video' as const, longer: false, interpreter: false }
    assert.equal((await hold(ports, browser('other'), asked, first!.startsAt.epochMilliseconds)).kind, 'held')
  })

  it('is cancelled with an apology and a call to make, where its client chooses nothing in time', async () => {
    const { world, go, now, heard, kept, tasks } = await morning([elsewhere])
    await go()
    await world.setNow(told.add({ minutes: 10 }))
    await go()
    const until = (await kept())[0]!.until
    assert.equal(until.toString(), '2026-11-24T08:30:00Z', 'half an hour before the session')
    await world.setNow(until.subtract({ milliseconds: 1 }))
    await go()
    assert.equal((await now()).status, 'booked')
    await world.setNow(until)
    await go()
    const { status, outcome } = await now()
    assert.deepEqual([status, outcome], ['cancelled', 'cancelled'])
    assert.deepEqual([await heard(), await tasks()], [['booking-alternatives', 'booking-cancelled'], ['call']])
    assert.deepEqual([await kept(), await wrongInDiary(world.admin)], [[], nothingWrong])
  })

  it('is cancelled at once where there is no other time', async () => {
    const { world, go, now, heard, tasks } = await morning([])
    await world.admin.query(`update coach_pattern set ends_on = '2026-11-24'`)
    await world.admin.query(`update coach set version = version + 1`)
    await go()
    await world.setNow(told.add({ minutes: 10 }))
    await go()
    assert.deepEqual(
      [(await now()).outcome, await heard(), await tasks()],
      ['cancelled', ['booking-cancelled'], ['call']],
    )
  })

  it('never goes to another coach than the one whom its client named: they are asked', async () => {
    const { go, now, heard, kept } = await morning([{}], { coachId: coachId(1) })
    await go()
    assert.equal((await now()).coach, 1)
    assert.deepEqual(await heard(), ['booking-alternatives'])
    const offers = await kept()
    assert.equal(offers.length, 3)
    assert.ok(offers.every((one) => one.coachId === coachId(1) && !civilDate(one.startsAt).equals('2026-11-24')))
  })

  it('keeps to what was asked for: language, gender, the pathway', async () => {
    const { go, now, world } = await morning([{ gender: 'man' }, { gender: 'woman', languages: ['en', 'ur'] }])
    await world.admin.query(`update booking set matched_on = array['gender=woman', 'language=ur']`)
    await go()
    assert.equal((await now()).coach, 3)
  })

  it('stands after all where the coach is back before its client chose, and they are told', async () => {
    const { world, go, now, heard, kept, back } = await morning([elsewhere])
    await go()
    await world.setNow(told.add({ minutes: 10 }))
    await go()
    await back()
    await go()
    const { coach, status, outcome, open } = await now()
    assert.deepEqual([coach, status, outcome, open], [1, 'booked', 'stands', false])
    assert.deepEqual([await kept(), await heard()], [[], ['booking-alternatives', 'booking-stands']])
    assert.deepEqual(await wrongInDiary(world.admin), nothingWrong)
  })

  it('is its client’s to cancel meanwhile, and nothing is kept any longer', async () => {
    const { world, ports, owner, id, go, now, kept, tasks } = await morning([elsewhere])
    await go()
    await world.setNow(told.add({ minutes: 10 }))
    await go()
    assert.equal((await kept()).length, 3)
    await cancel(ports, owner.actor, id, 'client', 'client')
    await go()
    assert.deepEqual([(await now()).outcome, await kept(), await tasks()], ['let-go', [], []])
    assert.deepEqual(await wrongInDiary(world.admin), nothingWrong)
  })
})
