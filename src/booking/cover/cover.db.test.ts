import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { worker } from '#lib/door'
import { recordAbsence } from '#coaches'
import { openTask } from '#tasks'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { coachId } from '../../../testing/world.ts'
import { cancel } from '../cancel.ts'
import { rehoming } from '../rehome/rehome.ts'
import { recover } from '../rehome/recover.ts'
import { askCoverOf, whoCouldCover } from './queries.ts'
import {
  world,
  lead,
  letGo,
  priya,
  recovering,
  round,
  at,
  session,
  stop,
  as,
  ask,
  take,
  give,
  sees,
  could,
  has,
  heard,
  trail,
  admin,
  db,
  ports,
} from '../../../testing/covering.ts'

describe('a coach who asks for cover', () => {
  it('has the session until a colleague takes it; the client hears once, both coaches hear, and it is on the trail', async () => {
    const mine = await session()
    const cover = await ask(mine)
    assert.deepEqual(await sees(2), [], 'nobody is known to be able to yet')
    await round()
    assert.deepEqual([await sees(2), await sees(3), await sees(1)], [['open'], ['open'], []])
    assert.equal(await has(mine), 1)
    assert.equal(await take(cover, 3), true)
    assert.deepEqual([await sees(3), await sees(2), await has(mine)], [['mine'], [], 1])
    await round()
    assert.equal(await has(mine), 3)
    assert.deepEqual(await heard(mine, 'client'), ['booking-reassigned'])
    assert.deepEqual(await heard(mine, 'coach'), ['coach-cancelled', 'coach-new'])
    assert.deepEqual(await trail(mine), ['cover.asked', 'cover.taken', 'booking.reassigned'])
    await round()
    assert.deepEqual(await heard(mine, 'client'), ['booking-reassigned'])
    assert.deepEqual([await sees(3), await wrongInDiary(admin)], [[], nothingWrong])
  })

  it('goes to one of two who take it at once, however often it happens', async () => {
    for (let i = 0; i < 12; i++) {
      const mine = await session({}, 1, at('11:00').add({ hours: i * 24 }))
      const cover = await ask(mine)
      await round()
      const who = (await could(cover)).filter((one) => one !== 1)
      assert.ok(who.length >= 2)
      const taken = await Promise.all(who.map((one) => take(cover, one)))
      assert.equal(taken.filter(Boolean).length, 1)
      await round()
      assert.equal(await has(mine), who[taken.indexOf(true)])
    }
    assert.deepEqual(await wrongInDiary(admin), nothingWrong)
  })

  it('asks colleagues of the same provider alone, and only those who were found able to', async () => {
    await admin.query(`update coach set provider_id = (select id from provider where key = 'osprey') where id = $1`, [
      coachId(3),
    ])
    const mine = await session({ gender: 'woman' })
    const cover = await ask(mine)
    await round()
    assert.deepEqual([await sees(3), await sees(4), await sees(2)], [[], [], ['open']])
    assert.deepEqual([await take(cover, 3), await take(cover, 4), await take(cover, 1)], [false, false, false])
    assert.equal(await take(cover, 2), true)
  })

  it('may think better of it until somebody has taken it', async () => {
    const mine = await session()
    const first = await ask(mine)
    assert.equal(await ask(mine), first, 'asking again changes nothing')
    await round()
    assert.equal(await stop(mine), true)
    assert.equal(await take(first, 2), false)
    const second = await ask(mine)
    await round()
    assert.equal(await take(second, 2), true)
    assert.equal(await stop(mine), false)
  })

  it('cannot ask for anybody else’s, nor see who could', async () => {
    const theirs = await session({}, 2)
    assert.equal(await ask(theirs, () => as(1)), null)
    const cover = await ask(theirs)
    await round()
    await assert.rejects(
      db.withActor(await as(1), (tx) => whoCouldCover(tx, cover)),
      { code: '42501' },
    )
    await assert.rejects(
      db.withActor(await as(1), (tx) => tx.send('', 'select from cover_candidate', [])),
      { code: '42501' },
    )
    assert.deepEqual(await db.withActor(await as(1), (tx) => tx.send('', 'select id from cover', [])), [])
  })
})

describe('whoever was chosen', () => {
  it('does not get it where their time went meanwhile: it is open again, and they are told so', async () => {
    const mine = await session()
    const cover = await ask(mine)
    await round()
    assert.equal(await take(cover, 3), true)
    await session({}, 3)
    await round()
    assert.deepEqual([await has(mine), await sees(3), await sees(2)], [1, ['missed'], ['open']])
    assert.equal(await take(cover, 2), true)
    await round()
    assert.deepEqual([await has(mine), await heard(mine, 'client')], [2, ['booking-reassigned']])
  })

  it('gets nothing where the client moved or cancelled first', async () => {
    const mine = await session()
    const cover = await ask(mine)
    await round()
    await take(cover, 3)
    await cancel(ports, mine.owner.actor, mine.id, 'client', 'client')
    await round()
    assert.deepEqual([await has(mine), await heard(mine, 'client'), await sees(3)], [1, ['booking-cancelled'], []])
  })

  it('has as many sessions that day as they take at most, and their gaps', async () => {
    await session({}, 2, at('15:00'))
    await session({}, 5, at('09:45'))
    const cover = await ask(await session())
    await round()
    assert.deepEqual(await could(cover), [3], 'two has a full day, five a gap of an hour, four no video')
  })
})

describe('the lead', () => {
  it('gives a session that nobody acknowledged to a coach they name, minutes before its start, and the task ends', async () => {
    const mine = await session()
    await admin.query(
      `insert into acknowledgement (booking_id, sequence, coach_id, starts_at, asked_at, acknowledged_at, ended_at)
         values ($1, 99, $2, clock_now(), clock_now(), clock_now(), clock_now())`,
      [mine.id, coachId(5)],
    )
    await world.setNow(at('10:41'))
    const cover = await db.withActor(worker, async (tx) => {
      await openTask(tx, { kind: 're-home', bookingId: mine.id, dueAt: at('10:51') })
      return (await askCoverOf.one(tx, mine.id))!.id!
    })
    await round()
    assert.deepEqual([await could(cover), await sees(2)], [[2, 3, 5], []])
    const [first] = await db.withActor(await lead(), (tx) => whoCouldCover(tx, cover))
    assert.equal(first!.coachId, coachId(5), 'who last said that they would be there stands first')
    assert.equal(await give(cover, 4), false, 'who cannot is not given it')
    assert.equal(await give(cover, 5), true)
    await round()
    assert.equal(await has(mine), 5)
    const { rows } = await admin.query('select outcome from task where booking_id = $1', [mine.id])
    assert.deepEqual(rows, [{ outcome: 'done' }])
    assert.deepEqual(await trail(mine), ['cover.asked', 'cover.chosen', 'booking.reassigned'])
    assert.deepEqual(await heard(mine, 'client'), ['booking-reassigned'])
  })

  it('lets the client choose another time, or cancels with an apology and a call, where nobody can', async () => {
    const [asked, cancelled] = [await session({ coachId: coachId(1) }), await session({}, 1, at('14:00'))]
    assert.equal(await letGo(asked, 'other-times'), true)
    assert.equal(await letGo(cancelled, 'cancel'), true)
    await recover(recovering)
    const { rows } = await admin.query(
      `select b.status, t.outcome, t.told_at is not null as told,
              (select count(*)::int from task k where k.booking_id = b.id and k.kind = 'call') as calls
         from booking b join rehome_task t on t.booking_id = b.id order by b.starts_at`,
    )
    assert.deepEqual(rows, [
      { status: 'booked', outcome: null, told: true, calls: 0 },
      { status: 'cancelled', outcome: 'cancelled', told: false, calls: 1 },
    ])
    const acting = { by: { actorKind: 'coach' as const, actorId: coachId(1) }, now: ports.clock(), rehoming }
    await db.withActor(await as(1), (tx) =>
      recordAbsence(tx, coachId(1), { startsAt: at('20:00'), endsAt: at('21:00') }, 'ill', acting),
    )
    await recover(recovering)
    const { rowCount } = await admin.query('select from rehome_task where settled_at is null and by_hand is not null')
    assert.equal(rowCount, 1, 'an absence elsewhere settles nothing that the lead said')
  })
})

describe('a provider’s rota', () => {
  it('covers its own coaches’ sessions with its own coaches, and no others', async () => {
    await admin.query(`update coach set provider_id = (select id from provider where key = 'osprey') where id = $1`, [
      coachId(3),
    ])
    const [mine, foreign] = [await session(), await session({}, 3, at('13:00'))]
    assert.equal(await ask(foreign, priya), null)
    const cover = await ask(mine, priya)
    await round()
    assert.deepEqual(
      [await could(cover, priya), await could(cover)],
      [
        [2, 5],
        [2, 3, 5],
      ],
    )
    assert.equal(await give(cover, 3, priya), false)
    const theirs = await ask(foreign)
    await round()
    assert.deepEqual([await could(theirs, priya), await give(theirs, 2, priya)], [[], false])
    assert.equal(await give(cover, 2, priya), true)
    await round()
    assert.equal(await has(mine), 2)
  })
})
