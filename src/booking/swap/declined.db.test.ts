import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { coachId } from '../../../testing/world.ts'
import { moveTo } from '../move.ts'
import {
  admin,
  as,
  at,
  db,
  mailsToCoaches,
  ports,
  round,
  session,
  world,
  type Session,
} from '../../../testing/covering.ts'
import { answerSwap, offerSwap, swapsFor } from './queries.ts'

const offer = async (mine: Session, who: number, start: Temporal.Instant) =>
  (await db.withActor(await as(mine.who), (tx) => offerSwap.one(tx, mine.id, coachId(who), start, randomUUID())))!.id
const declined = async (id: string, who: number) =>
  (await db.withActor(await as(who), (tx) => answerSwap.one(tx, id, false, randomUUID())))!.yes
const listed = async (mine: Session) =>
  (await db.withActor(await as(mine.who), (tx) => swapsFor(tx, mine.id, mine.start, null))).map(({ startsAt }) =>
    startsAt.toString(),
  )
/** A swap that a coach offered for a session tomorrow, and that a colleague declined. */
async function refused() {
  const [mine, theirs] = [
    await session({}, 1, at('11:00').add({ hours: 48 })),
    await session({}, 3, at('15:00').add({ hours: 48 })),
  ]
  assert.equal(await declined((await offer(mine, 3, theirs.start))!, 3), true)
  return { mine, theirs }
}

describe('a coach whose offer of a swap was declined', () => {
  it('is told so once, by their own way, and nobody else is', async () => {
    await refused()
    await round()
    await round()
    assert.deepEqual(await mailsToCoaches(), ['1 Session still yours, Wednesday 25 November 2026, 11am'])
    assert.deepEqual(await mailsToCoaches(), [])
  })

  it('is told nothing where the session is theirs no more before that', async () => {
    const { mine } = await refused()
    await round()
    await admin.query('update booking set coach_id = $2 where id = $1', [mine.id, coachId(5)])
    assert.deepEqual(await mailsToCoaches(), [])
  })

  it('can offer the same a day later, and another time of the same people at once', async () => {
    const { mine, theirs } = await refused()
    assert.deepEqual([await listed(mine), await offer(mine, 3, theirs.start)], [[], null])
    await world.setNow(ports.clock().add({ hours: 24 }))
    assert.deepEqual(await listed(mine), [theirs.start.toString()])
    const again = (await offer(mine, 3, theirs.start))!
    assert.equal(await declined(again, 3), true)
    assert.deepEqual(await listed(mine), [])
    const { rows } = await admin.query<{ claim: string }>('select claim_id as claim from booking where id = $1', [
      theirs.id,
    ])
    const later = theirs.start.add({ minutes: 90 })
    const own = { id: theirs.id, coachId: coachId(3), claimId: rows[0]!.claim }
    const wish = {
      service: world.service('lay-too'),
      mode: 'video',
      longer: false,
      interpreter: false,
      coachId: coachId(3),
    } as const
    await ports.availability.load()
    assert.equal((await moveTo(ports, theirs.owner.actor, own, wish, later.epochMilliseconds, 'client')).kind, 'moved')
    await admin.query('update booking set matched_on = $2 where id = $1', [theirs.id, []])
    assert.deepEqual(await listed(mine), [later.toString()])
  })
})
