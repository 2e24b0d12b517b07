import assert from 'node:assert/strict'
import { it } from 'node:test'
import { bookingWorld } from '../../testing/world.ts'
import { keyFinding } from './doctor-keys.ts'

const { db, admin } = await bookingWorld([])
const now = Temporal.Instant.from('2027-03-04T09:00:00Z')
const madeBefore = async (days: number) => {
  await admin.query('update kek set made_at = $1 where retired_at is null', [
    now.subtract({ hours: days * 24 }).toString(),
  ])
}

it('is bad from the day on which an erasure would not be final in time, but for the demonstration', async () => {
  await madeBefore(30)
  assert.deepEqual(await keyFinding(db, false, now), {
    ok: true,
    words: 'the key that wraps all others is 30 days old',
  })
  await madeBefore(31)
  assert.deepEqual(await keyFinding(db, false, now), {
    ok: false,
    words:
      'the key that wraps all others is 31 days old: npm run lay -- keys rotate, or who was erased stays readable in old backups',
  })
  assert.equal((await keyFinding(db, true, now)).ok, true)
})

it('does not count one that was retired', async () => {
  await madeBefore(40)
  await admin.query(`update kek set retired_at = $1`, [now.toString()])
  await admin.query(`insert into kek (id, made_at) values ('0123456789abcdef', $1)`, [now.toString()])
  assert.match((await keyFinding(db, false, now)).words, /is 0 days old$/)
})
