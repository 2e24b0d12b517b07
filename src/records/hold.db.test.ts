import assert from 'node:assert/strict'
import { it } from 'node:test'
import { newClientActor } from '../../testing/clients.ts'
import { freshDatabase } from '../../testing/database.ts'
import { actorOf, newStaff } from '../../testing/staff.ts'
import { asked } from '../../testing/walls.ts'
import { insertHold, liftHold } from './queries.ts'

const { db, admin } = await freshDatabase()
const [owner, other] = [await newStaff(admin, 'governance'), await newStaff(admin, 'governance')]
const client = await newClientActor(admin)
const reason = 'A court asked us to keep this record'

it('a hold is begun in one’s own name, and lifted by whoever of governance is there', async () => {
  const [mine, theirs] = [await actorOf(admin, owner, 'governance'), await actorOf(admin, other, 'governance')]
  const begun = await db.withActor(mine, (tx) => insertHold.one(tx, client.id, reason, owner, '2027-01-01'))
  assert.ok(begun)
  const lifted = await db.withActor(theirs, (tx) => liftHold.one(tx, begun.id, other))
  assert.deepEqual(lifted, { id: begun.id, clientId: client.id })
  assert.equal(await db.withActor(theirs, (tx) => liftHold.one(tx, begun.id, other)), undefined)
  const inAnothers = `insert into legal_hold (client_id, reason, owner_id, review_on)
    values ('${client.id}', '${reason}', '${owner}', '2027-01-01')`
  assert.equal(await asked(db, theirs, inAnothers), '42501')
  const again = await db.withActor(mine, (tx) => insertHold.one(tx, client.id, reason, owner, '2027-01-01'))
  const asAnother = `update legal_hold set lifted_at = clock_now(), lifted_by = '${owner}' where id = '${again!.id}'`
  assert.equal(await asked(db, theirs, asAnother), '42501')
})
