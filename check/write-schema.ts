import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openClient } from '../src/lib/pool.ts'
import { describeSchema } from '../testing/schema.ts'
import { startTestServer } from '../testing/server.ts'
import { root } from './source.ts'

/** `npm run schema`: builds the schema from the migrations and writes migrations/schema.sql. */
const folder = await mkdtemp(join(tmpdir(), 'lay-schema-'))
const { server, cluster } = await startTestServer(folder)
try {
  const client = openClient({ ...server.admin, database: server.template })
  await client.connect()
  await writeFile(join(root, 'migrations', 'schema.sql'), await describeSchema(client))
  await client.end()
} finally {
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}
