import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { it } from 'node:test'
import { contactHash, limitForm } from '#identity'
import { layReference } from '../../seed/reference.ts'
import { freshDatabase } from '../../testing/database.ts'
import { keysFor } from '../../testing/keys.ts'
import { layDemoWorld } from './demo-world.ts'
import { keyNames, type Keys } from './secrets.ts'

const { admin, db } = await freshDatabase()
const { holder: vault } = await keysFor({ db })
await layReference(admin)
const keys = Object.fromEntries(keyNames.map((name) => [name, randomBytes(32).toString('base64url')])) as Keys
await layDemoWorld(admin, keys, vault, Temporal.Instant.from('2026-11-24T10:00:00Z'))

it('the demonstration’s people are found by the addresses that its mail goes to', async () => {
  const found = Array.from({ length: 2_000 }, (_, n) =>
    contactHash(Buffer.from(keys.contacts, 'base64url'), limitForm(`client.${n}@example.org`)),
  )
  const { rows } = await admin.query(
    'select count(*)::int as all, count(*) filter (where contact_hashes[1] = any($1))::int as found from booking',
    [found],
  )
  assert.ok(rows[0].all > 0)
  assert.equal(rows[0].found, rows[0].all)
})
