import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, it } from 'node:test'
import { bookingWorld } from '../../testing/world.ts'
import { keyFinding } from './doctor-keys.ts'

const { db, admin } = await bookingWorld([])
const folder = mkdtempSync(join(tmpdir(), 'lay-doctor-keys-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const kekFile = join(folder, 'kek')
const keys = (many: number) => {
  writeFileSync(kekFile, Array.from({ length: many }, () => `${randomBytes(32).toString('base64url')}\n`).join(''))
  chmodSync(kekFile, 0o600)
}
const now = Temporal.Instant.from('2027-03-04T09:00:00Z')
const madeBefore = (days: number, which = 'retired_at is null') =>
  admin.query(`update kek set made_at = $1 where ${which}`, [now.subtract({ hours: days * 24 }).toString()])
const found = (demo = false) => keyFinding(db, { demo, keyHolder: null, kekFile }, now)

it('is bad a week before an erasure would not be final in time, but for the demonstration', async () => {
  keys(1)
  await madeBefore(23)
  assert.deepEqual(await found(), { ok: true, words: 'the key that wraps all others is 23 days old' })
  await madeBefore(24)
  assert.deepEqual(await found(), {
    ok: false,
    words:
      'the key that wraps all others is 24 days old: npm run lay -- keys rotate before it is 31, or who was erased stays readable in old backups',
  })
  assert.equal((await found(true)).ok, true)
})

it('is bad while a change of it was not finished, and the one before is still in the file', async () => {
  keys(2)
  await madeBefore(1)
  assert.deepEqual(await found(), {
    ok: false,
    words: 'the key that wrapped all others before is still there: npm run lay -- keys rotate finishes it',
  })
})

it('counts one that was retired for as long as it wraps anything, and no longer', async () => {
  keys(1)
  await madeBefore(40)
  await admin.query(`update kek set retired_at = $1`, [now.toString()])
  await admin.query(`insert into kek (id, made_at) values ('0123456789abcdef', $1)`, [now.toString()])
  assert.match((await found()).words, /is 0 days old$/)
  await admin.query(
    `insert into wrapped_key (subject, purpose, version, kek_id, wrapped)
       select gen_random_uuid(), 'contact', 1, id, '\\x00' from kek where retired_at is not null`,
  )
  assert.match((await found()).words, /is 40 days old: /)
})
