// npm start: set-up, then the launcher.
import { prepare } from './prepare.mjs'
import { runUnder } from './run-under.mjs'

runUnder(await prepare(), 'src/launch.ts', process.argv.slice(2))
