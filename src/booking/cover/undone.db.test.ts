import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { worker } from '#lib/door'
import { coachId } from '../../../testing/world.ts'
import { giveUp } from '../rehome/give-up.ts'
import { openAway } from '../rehome/queries.ts'
import { recover } from '../rehome/recover.ts'
import { sessionOfCoach } from '../team/queries.ts'
import { askCoverOf } from './queries.ts'
import {
  admin,
  as,
  ask,
  askedOf,
  at,
  could,
  db,
  give,
  has,
  heard,
  lead,
  letGo,
  mailsToCoaches as mails,
  priya,
  recovering,
  round,
  session,
  stop,
  take,
  unacknowledged,
  world,
  type Session,
} from '../../../testing/covering.ts'

const shown = async ({ id, who }: Session) => {
  const { covered, coverBy, coverMissed } = (await db.withActor(await as(who), (tx) =>
    sessionOfCoach.one(tx, id, coachId(who)),
  ))!
  return { covered, coverBy, coverMissed }
}
const become = async ({ id }: Session) => {
  const { rows } = await admin.query<{ status: string; outcome: string | null }>(
    `select b.status, t.outcome from booking b left join rehome_task t on t.booking_id = b.id where b.id = $1`,
    [id],
  )
  return rows[0]!
}
/** Cover that the worker asks for, as its coach has not acknowledged it. */
const unanswered = async (mine: Session) => {
  await unacknowledged(mine)
  const { id } = mine
  return (await db.withActor(worker, (tx) => askCoverOf.one(tx, id)))!.id!
}
const answer = ({ id }: Session) =>
  admin.query(`update acknowledgement set acknowledged_at = clock_now() where booking_id = $1 and sequence = 90`, [id])
const outcomeOf = async (cover: string) =>
  (await admin.query<{ outcome: string | null }>('select outcome from cover where id = $1', [cover])).rows[0]!.outcome

describe('a coach who holds a session after all', () => {
  it('has it, whatever the lead said meanwhile, and a client who was asked is told that it stands', async () => {
    const mine = await session()
    await ask(mine)
    await letGo(mine, 'other-times')
    await recover(recovering)
    assert.deepEqual(await askedOf(mine), ['booking-alternatives'])
    assert.equal(await stop(mine), true)
    await recover(recovering)
    assert.deepEqual(await askedOf(mine), ['booking-alternatives', 'booking-stands'])
    await world.setNow(at('10:59'))
    await recover(recovering)
    assert.deepEqual(await become(mine), { status: 'booked', outcome: 'stands' })
  })

  it('has it where the lead had it cancelled a moment ago, and has it no more once it is', async () => {
    const [first, second] = [await session(), await session({}, 1, at('14:00'))]
    for (const one of [first, second]) {
      await ask(one)
      await letGo(one, 'cancel')
    }
    assert.equal(await stop(first), true)
    await recover(recovering)
    assert.deepEqual([await become(first), await heard(first, 'client')], [{ status: 'booked', outcome: 'stands' }, []])
    assert.equal((await become(second)).status, 'cancelled')
    assert.equal(await stop(second), false)
  })

  it('has it, too, where a round had read that it is to be cancelled', async () => {
    const mine = await session()
    await ask(mine)
    await letGo(mine, 'cancel')
    const [read] = await db.withActor(worker, (tx) => openAway(tx))
    assert.equal(await stop(mine), true)
    await giveUp(recovering, read!)
    assert.deepEqual(await become(mine), { status: 'booked', outcome: null })
  })

  it('stops what they asked for themselves, and nothing that the lead or the provider did', async () => {
    for (const [who, says] of [
      [lead, 'lead_ops'],
      [priya, 'partner_rota'],
    ] as const) {
      const mine = await session({}, 1, says === 'lead_ops' ? at('11:00') : at('14:00'))
      const cover = await ask(mine, who)
      assert.equal((await shown(mine)).coverBy, says)
      assert.equal(await stop(mine), false)
      assert.equal(await ask(mine), cover)
      assert.equal((await shown(mine)).coverBy, 'coach')
      assert.equal(await stop(mine), true)
      assert.deepEqual([await outcomeOf(cover), (await shown(mine)).coverBy], [null, says])
    }
  })
})

describe('a coach who acknowledges late', () => {
  it('keeps the session for which the worker looked for somebody, and it is given to nobody', async () => {
    const mine = await session()
    const cover = await unanswered(mine)
    await round()
    assert.deepEqual([await could(cover), (await shown(mine)).coverBy], [[2, 3, 5], 'worker'])
    assert.equal(await stop(mine), false)
    await letGo(mine, 'other-times')
    await answer(mine)
    assert.equal(await outcomeOf(cover), 'withdrawn')
    assert.equal(await give(cover, 5), false)
    await Promise.all([round(), recover(recovering)])
    assert.deepEqual([await has(mine), await become(mine)], [1, { status: 'booked', outcome: 'stands' }])
  })

  it('keeps it, too, where it was asked in that moment, or whoever was chosen could not', async () => {
    const [asked, chosen] = [await session(), await session({}, 1, at('14:00'))]
    await unanswered(asked)
    const other = await unanswered(chosen)
    await round()
    assert.equal(await give(other, 3), true)
    await session({}, 3, at('14:00'))
    await admin.query('alter table acknowledgement disable trigger end_cover_task')
    await answer(asked)
    await admin.query('alter table acknowledgement enable trigger end_cover_task')
    await answer(chosen)
    assert.equal(await outcomeOf(other), null, 'who was chosen is told first')
    await round()
    await round()
    const { rows } = await admin.query('select outcome from cover')
    assert.deepEqual(rows, [{ outcome: 'withdrawn' }, { outcome: 'withdrawn' }])
  })

  it('is still covered where they asked for that themselves', async () => {
    const mine = await session()
    const cover = await unanswered(mine)
    assert.equal(await ask(mine), cover)
    await answer(mine)
    await round()
    assert.equal(await outcomeOf(cover), null)
    assert.equal(await stop(mine), true)
    assert.equal(await outcomeOf(cover), 'withdrawn')
  })
})

describe('what the lead or the provider asked for while nobody acknowledged it', () => {
  it('is over once its coach does, whatever its client was asked; not what they asked for before', async () => {
    for (const [who, start] of [
      [lead, at('11:00')],
      [priya, at('14:00')],
    ] as const) {
      const mine = await session({}, 1, start)
      await unacknowledged(mine)
      const cover = await ask(mine, who)
      await round()
      await letGo(mine, 'other-times')
      await recover(recovering)
      assert.deepEqual(await askedOf(mine), ['booking-alternatives'])
      await answer(mine)
      assert.equal(await outcomeOf(cover), 'withdrawn')
      assert.equal(await give(cover, 5), false)
      await recover(recovering)
      assert.deepEqual([await has(mine), await askedOf(mine)], [1, ['booking-alternatives', 'booking-stands']])
    }
    const before = await session({}, 1, at('16:00'))
    const cover = await ask(before, lead)
    await world.setNow(at('08:05'))
    await unacknowledged(before)
    await answer(before)
    await round()
    assert.equal(await outcomeOf(cover), null)
  })

  it('goes on where somebody has taken it, or its coach asked as well', async () => {
    const [taken, both] = [await session(), await session({}, 1, at('14:00'))]
    for (const one of [taken, both]) await unacknowledged(one)
    const [first, second] = [await ask(taken, lead), await ask(both, lead)]
    await ask(both)
    await round()
    assert.equal(await give(first, 5), true)
    await answer(taken)
    await answer(both)
    await round()
    assert.deepEqual([await has(taken), await outcomeOf(second)], [5, null])
  })

  it('is over, too, where it was asked in that moment', async () => {
    const mine = await session()
    await unacknowledged(mine)
    const cover = await ask(mine, lead)
    await world.setNow(at('08:01'))
    await admin.query('alter table acknowledgement disable trigger end_cover_task')
    await answer(mine)
    await admin.query('alter table acknowledgement enable trigger end_cover_task')
    await round()
    assert.equal(await outcomeOf(cover), 'withdrawn')
  })
})

describe('a colleague who takes it and cannot', () => {
  it('is told, and so is the coach who read that it leaves their list: each time anew', async () => {
    const mine = await session()
    const cover = await ask(mine)
    await round()
    for (const who of [3, 2]) {
      assert.equal(await take(cover, who), true)
      assert.equal((await shown(mine)).covered, true)
      await session({}, who)
      await round()
      assert.deepEqual(await shown(mine), { covered: false, coverBy: 'coach', coverMissed: true })
      assert.deepEqual(await mails(), [
        '1 Session still yours, Monday 23 November 2026, 11am',
        `${who} Session not yours, Monday 23 November 2026, 11am`,
      ])
    }
    assert.deepEqual(await mails(), [])
  })

  it('is told, and its coach is not, where another was chosen before the mail went', async () => {
    const mine = await session()
    const cover = await ask(mine)
    await round()
    await take(cover, 3)
    await session({}, 3)
    await round()
    await take(cover, 2)
    assert.deepEqual(await mails(), ['3 Session not yours, Monday 23 November 2026, 11am'])
  })
})
