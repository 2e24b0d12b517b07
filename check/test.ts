import { runTests } from './tests.ts'

/** Runs test files on a server of their own: `node check/test.ts FILE…`. */
const { failed } = await runTests(process.argv.slice(2), 2)
process.exit(failed > 0 ? 1 : 0)
