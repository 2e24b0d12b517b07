import assert from 'node:assert/strict'
import { it } from 'node:test'
import { recordAbsence } from '#coaches'
import { rehoming } from '../rehome/rehome.ts'
import { six, waitingLine } from '../../../testing/line.ts'
import { coachActor } from '../../../testing/staff.ts'
import { coachId } from '../../../testing/world.ts'

it('a sooner time is kept no longer once its coach is away then, or has left', async () => {
  const { world, ports, db, round, booked } = await waitingLine([{}, {}])
  const { admin } = world
  const gone = [await booked('one', 24, { coachId: coachId(1) }), await booked('two', 24, { coachId: coachId(2) })]
  const dan = await booked('dan', 27)
  await dan.ask()
  await gone[0]!.cancel()
  await round()
  assert.equal(await dan.day(), 24)
  const id = coachId(1)
  const acting = { by: { actorKind: 'coach' as const, actorId: id }, now: ports.clock(), rehoming }
  const away = { startsAt: six(24), endsAt: six(25) }
  await db.withActor(await coachActor(admin, id), (tx) => recordAbsence(tx, id, away, 'leave', acting))
  assert.equal(await dan.day(), null)
  await gone[1]!.cancel()
  await round()
  await admin.query('update coach set active = false where id = $1', [coachId(2)])
  assert.equal(await dan.day(), null)
})
