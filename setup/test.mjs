// npm test: set-up, then the one list of checks.
import { prepare } from './prepare.mjs'
import { runUnder } from './run-under.mjs'

runUnder(await prepare(), 'check/run.ts', process.argv.slice(2))
