import { configOrExit } from './config.ts'
import { launch } from './launch/launch.ts'

/** `npm start`: everything, until it is told to stop. */
const config = configOrExit()
const asked = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked.abort())
process.on('disconnect', () => asked.abort())

try {
  await launch(config, asked.signal, (line) => console.log(line))
  process.exit(0)
} catch (error) {
  // What fails because it was told to stop has not failed.
  if (asked.signal.aborted) process.exit(0)
  console.error((error as Error).message)
  process.exit(1)
}
