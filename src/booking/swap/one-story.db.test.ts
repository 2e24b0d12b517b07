import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { worker } from '#lib/door'
import { openTask } from '#tasks'
import { somebodyWaits } from '../../../testing/another.ts'
import { alertUnacknowledged } from '../acknowledge/alert.ts'
import { acknowledge, acknowledgeWith } from '../acknowledge/acknowledge.ts'
import { askCoverOf } from '../cover/queries.ts'
import { hashToken } from '../links.ts'
import { asFound } from '../rehome/away.ts'
import { giveUpIn } from '../rehome/give-up.ts'
import { openAway } from '../rehome/queries.ts'
import { recover } from '../rehome/recover.ts'
import {
  admin,
  answer,
  as,
  ask,
  askedOf,
  at,
  db,
  give,
  has,
  heard,
  letGo,
  offer,
  ports,
  recovering,
  round,
  sees,
  session,
  stop,
  take,
  trail,
  unacknowledged,
  world,
} from '../../../testing/covering.ts'
import { swapsFor, swapsOffered } from './queries.ts'

const pair = async (start = at('15:00')) => ({ mine: await session(), theirs: await session({}, 3, start) })
const outcomes = async () =>
  (await admin.query<{ outcome: string | null }>('select outcome from cover order by asked_at, outcome')).rows.map(
    ({ outcome }) => outcome,
  )
const offered = async (who: number) =>
  (await db.withActor(await as(who), (tx) => swapsOffered(tx))).map(({ state }) => state)

describe('a session that the lead let go', () => {
  it('has no swap that is offered of it or for it any more; who offered it may not undo what was decided', async () => {
    for (const chosen of ['mine', 'theirs'] as const) {
      await admin.query('truncate hold, booking, booking_person, booking_change, claim, cover cascade')
      await ports.availability.load()
      const both = await pair()
      const id = (await offer(both.mine, both.theirs))!
      await letGo(both[chosen], 'other-times')
      assert.deepEqual([await outcomes(), await offered(3), await answer(id, 3)], [['withdrawn'], [], false])
      assert.deepEqual(await trail(both.mine), [
        'swap.offered',
        'swap.withdrawn',
        ...(chosen === 'mine' ? ['cover.given-up'] : []),
      ])
      await recover(recovering)
      assert.equal(await stop(both.mine), false)
      await recover(recovering)
      assert.deepEqual(await askedOf(both[chosen]), ['booking-alternatives'])
    }
  })

  it('stays let go where an offer of a swap is taken back', async () => {
    const { mine, theirs } = await pair()
    await letGo(mine, 'other-times')
    await offer(mine, theirs)
    assert.equal(await stop(mine), true)
    assert.deepEqual(await trail(mine), ['cover.given-up', 'swap.offered', 'swap.withdrawn'])
    await recover(recovering)
    await recover(recovering)
    assert.deepEqual(await askedOf(mine), ['booking-alternatives'])
  })

  it('is swapped with nobody once its client was asked to choose another time', async () => {
    const { mine, theirs } = await pair()
    const id = (await offer(mine, theirs))!
    assert.equal(await answer(id, 3), true)
    await letGo(mine, 'other-times')
    await recover(recovering)
    await round()
    assert.deepEqual([await has(mine), await has(theirs)], [1, 3])
    assert.deepEqual([await askedOf(mine), await heard(mine, 'client')], [['booking-alternatives'], []])
    const other = await session({}, 2, at('11:00').add({ hours: 8 * 24 }))
    const listed = async () => db.withActor(await as(2), (tx) => swapsFor(tx, other.id, other.start, null))
    assert.deepEqual(
      [(await listed()).map(({ startsAt }) => `${startsAt}`), await offer(other, mine)],
      [[`${theirs.start}`], null],
    )
  })

  it('is given to nobody for whom cover was asked, either, and nobody is asked to take it', async () => {
    const { mine } = await pair()
    const cover = await ask(mine)
    await round()
    assert.deepEqual(await sees(5), ['open'])
    await letGo(mine, 'other-times')
    await recover(recovering)
    assert.deepEqual([await sees(5), await take(cover, 5), await give(cover, 5)], [[], false, false])
    await admin.query('update cover set chosen_id = (select id from coach order by id offset 4 limit 1)')
    await round()
    assert.deepEqual(
      [await has(mine), await askedOf(mine), await heard(mine, 'client')],
      [1, ['booking-alternatives'], []],
    )
    assert.equal(await stop(mine), true, 'its coach may still hold it')
    await recover(recovering)
    assert.deepEqual(await askedOf(mine), ['booking-alternatives', 'booking-stands'])
  })
})

it('cover is looked for where nobody acknowledged it and the swap that was agreed could not be made', async () => {
  const { mine, theirs } = await pair()
  const id = (await offer(mine, theirs))!
  await world.setNow(at('10:40'))
  await unacknowledged(mine)
  await world.setNow(at('10:46'))
  assert.equal(await answer(id, 3), true)
  const looking = () =>
    alertUnacknowledged({
      db,
      clock: ports.clock,
      offerCover: async (tx, bookingId) => {
        await openTask(tx, { kind: 're-home', bookingId, dueAt: ports.clock() })
        await askCoverOf(tx, bookingId)
      },
    })
  await looking()
  assert.deepEqual(await outcomes(), [null], 'the swap may yet be made')
  await session({}, 1, at('15:00'))
  await round()
  await looking()
  assert.deepEqual(await outcomes(), ['withdrawn', null])
  await round()
  const { rows } = await admin.query(
    'select asked_as, looked_at is not null as looked from cover where settled_at is null',
  )
  assert.deepEqual(rows, [{ asked_as: 'worker', looked: true }])
})

const token = 'a'.repeat(22)
const visit = async () =>
  ({ viewer: { id: (await as(1)).account }, requestId: 'request' }) as Parameters<typeof acknowledge>[2]
for (const [how, press] of [
  ['on their page', async (id: string) => db.withActor(await as(1), async (tx) => acknowledge(tx, id, await visit()))],
  ['by their link', () => acknowledgeWith({ db }, token, 'request')],
] as const)
  it(`a session that is cancelled in the moment in which its coach acknowledges it ${how} is acknowledged no more`, async () => {
    const mine = await session()
    await unacknowledged(mine)
    await admin.query('update acknowledgement set link_hash = $1 where sequence = 90', [hashToken(token)])
    await letGo(mine, 'cancel')
    const [task] = await db.withActor(worker, (tx) => openAway(tx))
    let pressed: Promise<boolean> | undefined
    await db.withActor(worker, async (tx) => {
      assert.ok(await asFound(tx, task!))
      const done = press(mine.id).then(() => true)
      pressed = done
      while (!(await somebodyWaits(world))) assert.equal(await Promise.race([done, Promise.resolve(false)]), false)
      await giveUpIn(tx, recovering, task!)
    })
    await pressed
    const { rows } = await admin.query(
      `select b.status, a.acknowledged_at from booking b join acknowledgement a on a.booking_id = b.id where a.sequence = 90`,
    )
    assert.deepEqual(rows, [{ status: 'cancelled', acknowledged_at: null }])
  })
