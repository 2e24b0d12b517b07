import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { civilDate } from '#lib/time'
import { browser } from '../../../testing/booking.ts'
import { elsewhere, illMorning, told } from '../../../testing/ill-morning.ts'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { coachId } from '../../../testing/world.ts'
import { cancel } from '../cancel.ts'
import { hold } from '../hold.ts'
import { choose } from './choose.ts'

describe('a session whose coach is ill', () => {
  it('goes to another coach at the same time, and the client hears that it stays', async () => {
    const { world, go, now, heard, tasks } = await illMorning([{}])
    await go()
    assert.deepEqual(await now(), { coach: 2, start: '24 09:00', status: 'booked', outcome: 'reassigned', open: false })
    assert.deepEqual(await heard(), ['booking-reassigned'])
    assert.deepEqual([await tasks(), await wrongInDiary(world.admin)], [[], nothingWrong])
    await go()
    assert.deepEqual(await heard(), ['booking-reassigned'])
  })

  it('is looked after in a pause of new bookings, by another coach or by times that are kept', async () => {
    const pause = `insert into pause (during, words) values ('[2026-11-24T00:00Z,2026-11-26T00:00Z)', 'No new bookings today.')`
    const soon = await illMorning([{}])
    await soon.world.admin.query(pause)
    await soon.go()
    assert.equal((await soon.now()).outcome, 'reassigned')
    const later = await illMorning([elsewhere, elsewhere])
    await later.world.admin.query(pause)
    await later.go()
    await later.world.setNow(told.add({ minutes: 10 }))
    await later.go()
    assert.equal((await later.kept()).length, 3)
  })

  it('is looked after for ten minutes, and then three times are kept that nobody else can take', async () => {
    const { world, ports, go, now, heard, kept } = await illMorning([elsewhere, elsewhere])
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
    const { world, ports, owner, id, go, now, heard, kept, tasks } = await illMorning([elsewhere])
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
    const { world, go, now, heard, kept, tasks } = await illMorning([elsewhere])
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
    const { world, go, now, heard, tasks } = await illMorning([])
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
    const { go, now, heard, kept } = await illMorning([{}], { coachId: coachId(1) })
    await go()
    assert.equal((await now()).coach, 1)
    assert.deepEqual(await heard(), ['booking-alternatives'])
    const offers = await kept()
    assert.equal(offers.length, 3)
    assert.ok(offers.every((one) => one.coachId === coachId(1) && !civilDate(one.startsAt).equals('2026-11-24')))
  })

  it('keeps to what was asked for: language, gender, the pathway', async () => {
    const { go, now, world } = await illMorning([{ gender: 'man' }, { gender: 'woman', languages: ['en', 'ur'] }])
    await world.admin.query(`update booking set matched_on = array['gender=woman', 'language=ur']`)
    await go()
    assert.equal((await now()).coach, 3)
  })

  it('stands after all where the coach is back before its client chose, and they are told', async () => {
    const { world, go, now, heard, kept, back } = await illMorning([elsewhere])
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
    const { world, ports, owner, id, go, now, kept, tasks } = await illMorning([elsewhere])
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
