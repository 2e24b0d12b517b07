import assert from 'node:assert/strict'
import { it } from 'node:test'
import { bookingsByList, newClientActor } from '../../../testing/clients.ts'
import { bookingPages, idOf } from '../../../testing/pages.ts'
import { coachActor } from '../../../testing/staff.ts'
import { bookingWorld, coachId } from '../../../testing/world.ts'
import { openedOf, record, whoWords } from '../index.ts'

const world = await bookingWorld([{ id: coachId(1) }, { id: coachId(2), modes: [] }])
const { booked } = await bookingPages(world)
const { db, admin } = world
const belongs = await bookingsByList(admin)

it('names the coach of one’s own booking and no other', async () => {
  const id = idOf((await booked()).path)
  const { rows } = await admin.query<{ name: string }>('select name_shown as name from coach where id = $1', [
    coachId(1),
  ])
  const amina = await newClientActor(admin)
  await belongs(amina.id, id)
  for (const coach of [1, 2])
    await db.withActor(await coachActor(admin, coachId(coach)), (tx) =>
      record(tx, {
        verb: 'booking.opened',
        subjectKind: 'booking',
        subjectId: id,
        actorKind: 'coach',
        actorId: coachId(coach),
      }),
    )
  const { entries } = await db.withActor(amina.actor, (tx) => openedOf(tx, { who: 'coach', since: null, page: 1 }))
  const [other, own] = entries.map(whoWords)
  assert.equal(own, `Your coach, ${rows[0]!.name},`)
  assert.match(other!, /^A coach at /)
})
