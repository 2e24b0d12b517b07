import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { recordAbsence } from '#coaches'
import { worker } from '#lib/door'
import { browser } from '../../../testing/booking.ts'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { eve, four, six, waitingLine } from '../../../testing/line.ts'
import { recovering } from '../../../testing/recovering.ts'
import { coachActor } from '../../../testing/staff.ts'
import { coachId } from '../../../testing/world.ts'
import { hold } from '../hold.ts'
import { choose } from '../rehome/choose.ts'
import { rehoming } from '../rehome/rehome.ts'
import { inLine } from './queries.ts'
import { serve } from './serve.ts'
import { release } from '../release.ts'

describe('a time that opens', () => {
  it('goes to whoever asked first, alone, with one message, and to nobody else', async () => {
    const { world, ports, round, wish, amina, cleo, dan } = await four()
    await round()
    assert.deepEqual([await dan.day(), await cleo.day()], [null, null])
    await amina.cancel()
    await round()
    await round()
    assert.deepEqual([await dan.day(), await cleo.day()], [24, null])
    assert.deepEqual(await dan.messages(), [{ kind: 'booking-sooner', channel: 'email' }])
    await ports.availability.load()
    const other = await hold(ports, browser('somebody else'), wish(), six(24).epochMilliseconds)
    assert.equal(other.kind, 'slot-taken')
    assert.deepEqual(await wrongInDiary(world.admin), nothingWrong)
  })

  it('passes on when it is declined, which costs no place, and does not come again', async () => {
    const { world, ports, round, wish, amina, ben, cleo, dan } = await four()
    await amina.cancel()
    await round()
    await dan.decline()
    const meanwhile = await hold(ports, browser('in between'), wish(), six(24).epochMilliseconds)
    assert.equal(meanwhile.kind, 'slot-taken', 'nobody slips in between')
    await round()
    assert.deepEqual([await dan.day(), await cleo.day()], [null, 24])
    await ben.cancel()
    await round()
    assert.deepEqual([await dan.day(), await cleo.day()], [25, 24])
    await cleo.decline()
    await dan.decline()
    await round()
    assert.deepEqual([await dan.day(), await cleo.day()], [null, 25], 'first in line again, for other times')
    await cleo.decline()
    await round()
    assert.deepEqual([await dan.day(), await cleo.day()], [null, null])
    await ports.availability.load()
    assert.equal((await hold(ports, browser('in between'), wish(), six(24).epochMilliseconds)).kind, 'held')
    assert.deepEqual(await wrongInDiary(world.admin), nothingWrong)
  })

  it('is kept for half an hour to the millisecond, and then for the next', async () => {
    const { world, ports, round, amina, cleo, dan } = await four()
    await amina.cancel()
    await round()
    const { until } = (await dan.offer())!
    assert.equal(ports.clock().until(until).total('minutes'), 30)
    await world.setNow(until.subtract({ milliseconds: 1 }))
    await round()
    assert.deepEqual([await dan.day(), await cleo.day()], [24, null])
    await world.setNow(until)
    assert.equal(await dan.day(), null)
    await round()
    assert.deepEqual([await dan.day(), await cleo.day()], [null, 24])
    assert.equal((await dan.messages()).length, 1)
  })

  for (const [early, kind] of [
    [1, 'moved'],
    [0, 'gone'],
  ] as const)
    it(`taken ${early} ms before its end is ${kind}`, async () => {
      const { world, ports, round, amina, dan } = await four()
      await amina.cancel()
      await round()
      const { id, until } = (await dan.offer())!
      await world.setNow(until.subtract({ milliseconds: early }))
      assert.equal((await choose(ports, dan.owner.actor, dan.id, id)).kind, kind)
      assert.deepEqual(await wrongInDiary(world.admin), nothingWrong)
    })

  it('is taken: the session moves, the wait is over, and the old time goes to the next', async () => {
    const { admin, round, amina, cleo, dan, booked } = await four()
    const fay = await booked('fay', 28)
    await fay.ask()
    await amina.cancel()
    await round()
    assert.deepEqual(await dan.take(), { kind: 'moved' })
    assert.equal(await dan.waits(), false)
    await round()
    assert.deepEqual([await cleo.day(), await fay.day()], [null, 27], 'Cleo’s own is sooner')
    assert.deepEqual(await wrongInDiary(admin), nothingWrong)
  })

  for (const [before, minutes] of [
    [{ hours: 2 }, 10],
    [{ hours: 2, milliseconds: 1 }, 30],
    [{ minutes: 30 }, 10],
    [{ minutes: 29, seconds: 59, milliseconds: 999 }, null],
    [{ minutes: -1 }, null],
  ] as const)
    it(`${JSON.stringify(before)} before its start is kept for ${minutes ?? 'nobody, as the notice is over: no'} minutes`, async () => {
      const { world, ports, round, amina, dan } = await four()
      await world.admin.query(
        `update claim set active = false where id = (select claim_id from booking where id = $1)`,
        [amina.id],
      )
      await world.admin.query(`update booking set status = 'cancelled', cancelled_by = 'client' where id = $1`, [
        amina.id,
      ])
      await world.setNow(six(24).subtract(before))
      await round()
      const offer = await dan.offer()
      assert.equal(offer ? ports.clock().until(offer.until).total('minutes') : null, minutes)
    })

  it('at night waits for the morning', async () => {
    const { world, round, amina, dan } = await four()
    await world.setNow(Temporal.Instant.from('2026-11-23T21:00:00Z'))
    await amina.cancel()
    await round()
    await world.setNow(Temporal.Instant.from('2026-11-24T07:59:59.999Z'))
    await round()
    assert.equal(await dan.day(), null)
    await world.setNow(Temporal.Instant.from('2026-11-24T08:00:00Z'))
    await round()
    assert.equal(await dan.day(), 24)
  })
})

describe('whoever waits', () => {
  it('hears of what opens after they asked, not of what was free', async () => {
    const { ports, round, wish, booked } = await waitingLine()
    const cleo = await booked('cleo', 26)
    await cleo.ask()
    await round()
    assert.equal(await cleo.day(), null)
    const owner = browser('looks and goes')
    const held = await hold(ports, owner, wish(), six(25).epochMilliseconds)
    assert.ok(held.kind === 'held')
    await round()
    await release(ports, owner, held.id)
    await round()
    assert.equal(await cleo.day(), 25)
  })

  it('hears of no time before the one they named', async () => {
    const { round, amina, ben, cleo } = await four()
    await cleo.stop()
    await cleo.ask(six(25))
    await amina.cancel()
    await ben.cancel()
    await round()
    assert.equal(await cleo.day(), 25)
  })

  it('hears of what was asked for when booking: coach and language', async () => {
    const { round, booked } = await waitingLine([{}, { languages: ['en', 'tw'] }])
    const first = await booked('first', 24, { coachId: coachId(1) })
    const second = await booked('second', 24, { language: 'tw' })
    const named = await booked('named', 26, { coachId: coachId(1) })
    const twi = await booked('twi', 26, { language: 'tw' })
    await named.ask()
    await twi.ask()
    await second.cancel()
    await first.cancel()
    await round()
    assert.deepEqual([(await named.offer())!.coachId, (await twi.offer())!.coachId], [coachId(1), coachId(2)])
  })

  it('waits until the session moves or is cancelled, or they ask no longer; what was kept is free then', async () => {
    const { ports, round, wish, amina, cleo, dan, admin } = await four()
    await amina.cancel()
    await round()
    assert.equal(await dan.day(), 24)
    await dan.cancel()
    assert.deepEqual([await dan.day(), await dan.waits()], [null, false])
    await round()
    assert.equal(await cleo.day(), 24)
    await cleo.stop()
    assert.deepEqual([await cleo.day(), await cleo.waits()], [24, false])
    await cleo.decline()
    await round()
    await ports.availability.load()
    assert.equal((await hold(ports, browser('anybody'), wish(), six(24).epochMilliseconds)).kind, 'held')
    assert.deepEqual(await wrongInDiary(admin), nothingWrong)
  })

  it('waits no longer once the session has begun', async () => {
    const { world, round, cleo, dan } = await four()
    await world.setNow(six(26))
    await round()
    assert.deepEqual([await cleo.waits(), await dan.waits()], [false, true])
  })

  it('has one sooner time at once, whatever number of sessions they wait with', async () => {
    const { admin, round, amina, ben, cleo, dan } = await four()
    await admin.query(`update booking set client_id = (select client_id from booking where id = $1) where id = $2`, [
      dan.id,
      cleo.id,
    ])
    await amina.cancel()
    await ben.cancel()
    await round()
    await round()
    assert.deepEqual([await dan.day(), await cleo.day()], [24, null])
  })

  it('has one at once also where two are given away together, and none once they ask no longer', async () => {
    const { db, admin, ports, amina, ben, cleo, dan } = await four()
    await admin.query(`update booking set client_id = (select client_id from booking where id = $1) where id = $2`, [
      dan.id,
      cleo.id,
    ])
    await amina.cancel()
    await ben.cancel()
    await ports.availability.load()
    const line = await db.withActor(worker, (tx) => inLine(tx, 6))
    const known = await Promise.all(line.map((one) => serve({ ...ports, ended: [] }, ports.availability, one)))
    assert.deepEqual(known.sort(), [false, true])
    const [has, not] = (await dan.day()) === null ? [cleo, dan] : [dan, cleo]
    await has.decline()
    await not.stop()
    assert.equal(
      await serve(
        { ...ports, ended: [] },
        ports.availability,
        line.find(({ bookingId }) => bookingId === not.id)!,
      ),
      false,
    )
  })

  it('is told of six times in a day at most, and again the day after', async () => {
    const { world, round, booked } = await waitingLine()
    const ahead = await Promise.all([23, 24, 25, 26, 27, 28, 29].map((day) => booked(`on ${day}`, day)))
    const last = await booked('last', 30)
    await last.ask()
    for (const [i, one] of ahead.entries()) {
      await one.cancel()
      await round()
      assert.equal(await last.day(), i < 6 ? 23 + i : null)
      if (i < 6) await last.decline()
    }
    await world.setNow(eve.add({ hours: 24, minutes: 1 }))
    await round()
    assert.equal(await last.day(), 29)
  })

  it('comes after a session whose coach is away', async () => {
    const { world, db, ports, round, booked, admin } = await waitingLine([{}, {}])
    const [ill, other, free] = [
      await booked('ill', 25, { coachId: coachId(1) }),
      await booked('other', 25, { coachId: coachId(2) }),
      await booked('free', 24, { coachId: coachId(1) }),
    ]
    const busy = await booked('busy', 24, { coachId: coachId(2) })
    await admin.query(`update booking set matched_on = '{}'`)
    await ill.ask()
    await other.ask()
    const now = ports.clock()
    const acting = { by: { actorKind: 'coach' as const, actorId: coachId(1) }, now, rehoming }
    const day = {
      startsAt: Temporal.Instant.from('2026-11-25T00:00:00Z'),
      endsAt: Temporal.Instant.from('2026-11-26T00:00:00Z'),
    }
    await db.withActor(await coachActor(admin, coachId(1)), (tx) => recordAbsence(tx, coachId(1), day, 'ill', acting))
    await free.cancel()
    await busy.cancel()
    await round()
    assert.deepEqual([await ill.day(), await other.day()], [null, null], 'another coach is looked for')
    await recovering(ports)
    await world.setNow(now.add({ minutes: 10 }))
    await recovering(ports)
    await round()
    assert.deepEqual([await ill.day(), await other.day()], [null, 24])
  })
})
