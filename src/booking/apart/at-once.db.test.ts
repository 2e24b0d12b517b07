import assert from 'node:assert/strict'
import { it } from 'node:test'
import { contactKey } from '../../../testing/booking.ts'
import { admin, as, at, db, session } from '../../../testing/covering.ts'
import { eventually } from '../../../testing/running.ts'
import { coachId } from '../../../testing/world.ts'
import { hashesOf } from '../contact-hashes.ts'
import { verifyBooking } from '../queries.ts'
import { sayKnown } from './queries.ts'

it('who proves a contact while a coach says that they know whoever has it is kept apart from that coach, too', async () => {
  const [known, other] = [await session({}, 1, at('14:00')), await session({}, 1, at('16:00'))]
  const hashes = hashesOf(contactKey, ['same@example.org'])
  await admin.query('update booking set contact_hashes = $2 where id = any($1)', [[known.id, other.id], hashes])
  const prove = ({ id, owner }: typeof known) =>
    db.withActor(owner.actor, (tx) => verifyBooking.one(tx, id, owner.browser))
  await prove(known)

  const [said, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const knowing = db.withActor(await as(1), async (tx) => {
    assert.equal((await sayKnown.one(tx, known.id))!.said, true)
    said.resolve()
    await over.promise
  })
  await said.promise
  let proved = false
  const proving = prove(other).then(() => (proved = true))
  await eventually('the proof is made, or waits', async () => {
    const { rowCount } = await admin.query(
      `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    )
    return proved || rowCount! > 0
  })
  over.resolve()
  await Promise.all([knowing, proving])
  const { rows } = await admin.query(
    `select b.id from booking b join kept_apart k using (client_id) where k.coach_id = $1 and b.id = any($2)`,
    [coachId(1), [known.id, other.id]],
  )
  assert.equal(rows.length, 2)
})
