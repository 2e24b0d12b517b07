import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { startTestServer } from '../testing/server.ts'

const deadline = join(import.meta.dirname, '..', 'testing', 'deadline.ts')

export type Counts = { passed: number; failed: number; skipped: number }

/** Runs test files on one PostgreSQL server of their own, each file in its own process, and counts the tests. */
export async function runTests(files: readonly string[], concurrency: number): Promise<Counts> {
  const folder = join(tmpdir(), `lay-test-${process.pid}`)
  const { server, cluster } = await startTestServer(folder)
  process.env['LAY_TEST_SERVER'] = JSON.stringify(server)
  const clear = async () => {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void clear().then(() => process.exit(1)))
  try {
    return await counted(files, concurrency)
  } finally {
    await clear()
  }
}

async function counted(files: readonly string[], concurrency: number): Promise<Counts> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 }
  const tests = run({ files: [...files], concurrency, execArgv: ['--import', deadline] })
  const isTest = ({ details }: { details: { type?: string | undefined } }) => details.type !== 'suite'
  // A group that fails by itself, not by one of its tests, was never run.
  const ownFault = ({ details }: { details: { error?: Error & { failureType?: string } } }) =>
    details.error?.failureType !== 'subtestsFailed'
  tests.on('test:pass', (test) => {
    if (!isTest(test)) return
    if (test.skip !== undefined) counts.skipped++
    else counts.passed++
  })
  tests.on('test:fail', (test) => {
    if (isTest(test) || ownFault(test)) counts.failed++
  })
  const report = tests.compose(spec)
  report.pipe(process.stdout, { end: false })
  await new Promise((resolve, reject) => report.on('end', resolve).on('error', reject))
  return counts
}
