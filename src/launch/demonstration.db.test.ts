import assert from 'node:assert/strict'
import { it } from 'node:test'
import { freshDatabase } from '../../testing/database.ts'
import { markDemonstration } from './demonstration.ts'

const { admin } = await freshDatabase()

it('makes a database a demonstration’s, or no more, at each start', async () => {
  const marks = async () => (await admin.query('select from demonstration')).rowCount
  for (const [demo, expected] of [
    [false, 0],
    [true, 1],
    [true, 1],
    [false, 0],
  ] as const) {
    await markDemonstration(admin, demo)
    assert.equal(await marks(), expected)
  }
})
