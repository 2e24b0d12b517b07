import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { coachId } from '../../../testing/world.ts'
import { cancel } from '../cancel.ts'
import { askForCover, coversForMe, openCover } from '../cover/queries.ts'
import { lookAfterCover } from '../cover/round.ts'
import {
  admin,
  answer,
  as,
  ask,
  at,
  db,
  has,
  heard,
  lead,
  offer,
  ports,
  recovering,
  round,
  session,
  trail,
  world,
  type Session,
} from '../../../testing/covering.ts'
import { swapsFor, swapsOffered } from './queries.ts'

const offered = async (who: number) =>
  (await db.withActor(await as(who), (tx) => swapsOffered(tx))).map((one) => one.state)
const could = async (mine: Session, who = mine.who) =>
  (await db.withActor(await as(who), (tx) => swapsFor(tx, mine.id, mine.start, null)))
    .map((one) => Number(one.coachId.slice(-2)))
    .sort()
const outcomes = async () =>
  (await admin.query<{ outcome: string | null }>('select outcome from cover order by outcome')).rows.map(
    ({ outcome }) => outcome,
  )
/** A session of the first coach and one of another, and the offer of a swap. */
async function offering(who = 3, start = at('15:00'), asked: [object, object] = [{}, {}]) {
  const [mine, theirs] = [await session(asked[0]), await session(asked[1], who, start)]
  const id = await offer(mine, theirs)
  assert.ok(id)
  return { mine, theirs, id }
}
const both = async (one: Session, other: Session) => [await has(one), await has(other)]

describe('two coaches who swap', () => {
  it('have their own until the colleague agrees; then each has the other’s, and each client hears once', async () => {
    const { mine, theirs, id } = await offering()
    await round()
    assert.deepEqual([await both(mine, theirs), await offered(3), await offered(2)], [[1, 3], ['open'], []])
    assert.equal(await answer(id, 3), true)
    assert.deepEqual([await both(mine, theirs), await offered(3)], [[1, 3], ['agreed']])
    await round()
    await round()
    assert.deepEqual(await both(mine, theirs), [3, 1])
    for (const one of [mine, theirs]) {
      assert.deepEqual(await heard(one, 'client'), ['booking-reassigned'])
      assert.deepEqual(await heard(one, 'coach'), ['coach-cancelled', 'coach-new'])
    }
    assert.deepEqual(await trail(mine), ['swap.offered', 'swap.agreed', 'booking.reassigned'])
    assert.deepEqual(await trail(theirs), ['swap.agreed', 'booking.reassigned'])
    assert.deepEqual([await outcomes(), await offered(3), await wrongInDiary(admin)], [['given'], [], nothingWrong])
  })

  it('may swap at the same time, and where one session is the most that they take in a day', async () => {
    for (const [who, start] of [
      [2, at('15:00')],
      [3, at('11:00')],
      [2, at('11:30')],
    ] as const) {
      await admin.query('truncate hold, booking, booking_person, booking_change, claim, cover cascade')
      await ports.availability.load()
      const { mine, theirs, id } = await offering(who, start)
      assert.equal(await answer(id, who), true)
      await round()
      assert.deepEqual([await both(mine, theirs), await wrongInDiary(admin)], [[who, 1], nothingWrong])
    }
  })

  it('is one offer a session, however often it is made; it can be taken back and refused', async () => {
    const { mine, theirs, id } = await offering()
    const other = await session({}, 2, at('17:00'))
    assert.deepEqual([await offer(mine, theirs), await offer(mine, other)], [id, null])
    assert.equal(await answer(id, 2), false, 'it is not theirs to answer')
    assert.equal(await answer(id, 3, false), true)
    assert.equal(await answer(id, 3), false)
    assert.deepEqual(
      [await could(mine), await offer(mine, theirs)],
      [[2], null],
      'who said no is not asked again that day',
    )
    assert.ok(await offer(mine, other))
    await ask(mine)
    assert.deepEqual(await outcomes(), ['declined', 'withdrawn', null], 'asking for cover takes the offer back')
    assert.deepEqual(await offered(2), [])
    await round()
    assert.deepEqual(
      [await both(mine, theirs), await trail(mine)],
      [
        [1, 3],
        ['swap.offered', 'swap.declined', 'swap.offered', 'swap.withdrawn', 'cover.asked'],
      ],
    )
  })
})

describe('both or neither', () => {
  it('neither is given where the worker is killed between the two, and both a moment later', async () => {
    const { mine, theirs, id } = await offering()
    await answer(id, 3)
    await admin.query(`
      create function killed() returns trigger language plpgsql as $$
      begin
        if (select count(*) from booking where sequence > 0) > 0 then perform pg_terminate_backend(pg_backend_pid()); end if;
        return null;
      end $$;
      create trigger killed after update on booking for each row when (new.coach_id <> old.coach_id and new.coach_id = '${coachId(1)}')
        execute function killed()`)
    const said: string[] = []
    await lookAfterCover({ ...recovering, log: (what) => said.push(what) }).catch(() => said.push('lost'))
    assert.ok(said.length > 0)
    assert.deepEqual(
      [await both(mine, theirs), await heard(mine, 'client'), await heard(theirs, 'client')],
      [[1, 3], [], []],
    )
    await admin.query('drop trigger killed on booking; drop function killed()')
    await round()
    assert.deepEqual([await both(mine, theirs), await wrongInDiary(admin)], [[3, 1], nothingWrong])
  })

  it('neither is given where one of the two can no longer hold the other’s; both are told so', async () => {
    const { mine, theirs, id } = await offering()
    await answer(id, 3)
    await session({}, 1, at('15:00'))
    await round()
    assert.deepEqual([await both(mine, theirs), await offered(3)], [[1, 3], ['missed']])
    assert.deepEqual([await heard(mine, 'client'), await heard(theirs, 'client')], [[], []])
    assert.equal(await answer(id, 3), false)
  })

  it('is over where a client cancelled, either coach’s session began, or it was given away', async () => {
    const { mine, theirs, id } = await offering()
    await answer(id, 3)
    await cancel(ports, theirs.owner.actor, theirs.id, 'client', 'client')
    await round()
    assert.deepEqual(
      [await both(mine, theirs), await outcomes(), await heard(mine, 'client')],
      [[1, 3], ['changed'], []],
    )
    const second = await session({}, 3, at('16:00'))
    const late = (await offer(mine, second))!
    await world.setNow(at('11:00'))
    assert.deepEqual([await offered(3), await answer(late, 3)], [[], false])
    await round()
    assert.deepEqual(await outcomes(), ['begun', 'changed'])
  })

  it('gives a session once, where two agree at once to what names the same one', async () => {
    for (let i = 0; i < 6; i++) {
      const day = (clock: string) => at(clock).add({ hours: i * 24 })
      const [mine, theirs, third] = [
        await session({}, 1, day('11:00')),
        await session({}, 3, day('15:00')),
        await session({}, 5, day('13:00')),
      ]
      const [first, second] = [await offer(mine, theirs), await offer(third, theirs)]
      assert.deepEqual([await answer(first!, 3), await answer(second!, 3)], [true, true])
      await Promise.all([round(), round()])
      assert.deepEqual([await both(mine, theirs), await has(third)], [[3, 1], 5])
      const cross = [await offer(mine, third, 3), await offer(third, { ...mine, who: 3 })]
      assert.deepEqual(await Promise.all([answer(cross[0]!, 5), answer(cross[1]!, 3)]), [true, true])
      await Promise.all([round(), round()])
      assert.deepEqual([await has(mine), await has(third)], [5, 3])
    }
    assert.deepEqual(await wrongInDiary(admin), nothingWrong)
  })
})

describe('what may be swapped', () => {
  it('is what each is that the other’s client asked for, of one’s own provider; nobody’s name, nobody else’s session', async () => {
    const mine = await session({ gender: 'woman' })
    const named = await session({ coachId: coachId(5) }, 5, at('15:00'))
    const [man, phone, twi] = [
      await session({}, 3, at('15:00')),
      await session({ mode: 'phone' }, 4, at('15:00')),
      await session({ ethnicallyDiverse: true }, 2, at('15:00')),
    ]
    assert.deepEqual(await could(mine), [2])
    for (const one of [named, man, phone]) assert.equal(await offer(mine, one), null)
    assert.equal(await offer(mine, twi, 3), null, 'it is not theirs to offer')
    assert.deepEqual(await could(mine, 2), [])
    await admin.query(`update coach set provider_id = (select id from provider where key = 'osprey') where id = $1`, [
      coachId(2),
    ])
    assert.deepEqual([await could(mine), await offer(mine, twi)], [[], null])
    await assert.rejects(
      db.withActor(await as(1), (tx) => tx.send('', 'select swap_for from cover', [])),
      { code: '42501' },
    )
    await assert.rejects(
      db.withActor(await lead(), (tx) => swapsFor(tx, mine.id, mine.start, null)),
      { code: '42501' },
    )
  })

  it('is not whom either client must not meet', async () => {
    const [mine, theirs] = [await session(), await session({}, 3, at('15:00'))]
    await admin.query('insert into kept_apart (client_id, coach_id) select client_id, $2 from booking where id = $1', [
      theirs.id,
      coachId(1),
    ])
    assert.deepEqual([await could(mine), await offer(mine, theirs)], [[], null])
  })

  it('is asked once more as it is given: a wish that changed since stands', async () => {
    const { mine, theirs, id } = await offering()
    await answer(id, 3)
    await admin.query('alter table booking disable trigger settle_cover')
    await admin.query(`update booking set matched_on = '{gender=man}' where id = $1`, [theirs.id])
    await admin.query('alter table booking enable trigger settle_cover')
    await round()
    assert.deepEqual(await both(mine, theirs), [1, 3])
  })

  it('is no cover: neither colleagues, nor the lead nor its provider is asked to fill it', async () => {
    const { mine } = await offering()
    await round()
    assert.deepEqual(await db.withActor(await as(2), (tx) => coversForMe(tx)), [])
    assert.equal(await db.withActor(await lead(), (tx) => openCover.one(tx, mine.id)), undefined)
    const asked = await db.withActor(await lead(), (tx) => askForCover.one(tx, coachId(1), mine.start, null))
    assert.ok(asked?.id)
    assert.deepEqual(await outcomes(), ['withdrawn', null])
  })
})
