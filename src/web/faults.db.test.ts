import assert from 'node:assert/strict'
import { it } from 'node:test'
import { anyone } from '#lib/door'
import { integer, query, type Tx } from '#lib/sql'
import { freshDatabase } from '../../testing/database.ts'
import { faultOf } from './faults.ts'

const { db, admin } = await freshDatabase()
const backend = query({ pid: integer }, 'select pg_backend_pid() as pid')
const wrong = query({ x: integer }, 'select 1 / 0 as x')

const statusOf = (work: (tx: Tx) => Promise<unknown>) =>
  db.withActor(anyone, work).then(
    () => 200,
    (error: unknown) => faultOf(error).status,
  )

it('A connection that the server ends is the database being away; a mistake of ours is not', async () => {
  const ended = await statusOf(async (tx) => {
    const mine = await backend.one(tx)
    await admin.query('select pg_terminate_backend($1, 5000)', [mine?.pid])
    await backend(tx)
  })
  assert.equal(ended, 503)
  assert.equal(await statusOf(wrong), 500)
  assert.equal(await statusOf(backend), 200)
})
