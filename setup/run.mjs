// Set-up, then any file of the project: node setup/run.mjs FILE [arguments].
import { prepare } from './prepare.mjs'
import { runUnder } from './run-under.mjs'

const [file, ...args] = process.argv.slice(2)
if (!file) {
  console.error('Which file? node setup/run.mjs FILE [arguments]')
  process.exit(1)
}
runUnder(await prepare(), file, args)
