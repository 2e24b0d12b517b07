import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestServer } from '../testing/server.ts'

/** Runs test files on a server of their own: `node check/test.ts FILE…`. */
const files = process.argv.slice(2)
const folder = join(tmpdir(), `lay-test-${process.pid}`)
const { server, cluster } = await startTestServer(folder)
const child = spawn(process.execPath, ['--test', '--test-reporter=spec', ...files], {
  stdio: 'inherit',
  env: { ...process.env, LAY_TEST_SERVER: JSON.stringify(server) },
})
const [code] = (await once(child, 'exit')) as [number | null]
await cluster.stop()
await rm(folder, { recursive: true, force: true })
process.exit(code ?? 1)
