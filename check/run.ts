import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { root, statics, type Static } from './statics.ts'
import { runTests, type Counts } from './tests.ts'

/**
 * The one list of checks: `npm run check`, or with test files after it only those. Each static check counts as one.
 * The last line on standard output says how many passed and failed.
 */
const files = process.argv.slice(2)
const patterns = ['src', 'seed', 'testing', 'check', 'e2e', 'bench'].map((folder) => `${folder}/**/*.test.ts`)
const chosen = files.length > 0 ? files : globSync(patterns, { cwd: root }).sort()

const counts: Counts = { passed: 0, failed: 0, skipped: 0 }
if (files.length === 0) for (const one of statics) count(one)
const tested = await runTests(chosen, Math.max(2, availableParallelism()))
counts.passed += tested.passed
counts.failed += tested.failed
counts.skipped += tested.skipped
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`)
process.exit(counts.failed > 0 ? 1 : 0)

function count({ name, check }: Static) {
  const said = check()
  if (said === null) counts.passed++
  else counts.failed++
  console.log(`${said === null ? '✔' : '✖'} ${name}${said === null ? '' : `\n${said}`}`)
}
