import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { it } from 'node:test'
import { testServer } from '../testing/database.ts'
import { openClient } from '../src/lib/pool.ts'
import { describeSchema } from '../testing/schema.ts'
import { root } from './source.ts'

it('is in migrations/schema.sql as the migrations leave it', async () => {
  const { admin, template } = testServer()
  const client = openClient({ ...admin, database: template })
  await client.connect()
  const schema = await describeSchema(client)
  await client.end()
  const written = readFileSync(join(root, 'migrations', 'schema.sql'), 'utf8')
  assert.equal(written, schema, 'migrations/schema.sql is not what the migrations make: npm run schema')
})
