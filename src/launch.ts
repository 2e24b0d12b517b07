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
  console.error((error as Error).message)
  process.exit(1)
}
