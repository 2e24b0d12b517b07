import { storeOrExit } from './config.ts'
import { terminal } from './cli/io.ts'
import { openLater } from './cli/store.ts'
import { verbs } from './cli/verbs.ts'
import { allWords, isHelp, wordsOf } from './cli/words.ts'

/** `npm run lay -- VERB …`: the operator's tool. Results go to standard output, faults to standard error with status 1. */
const config = storeOrExit()
const [name, ...args] = process.argv.slice(2)
const db = openLater(config)
// A server that was started for this verb ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void db.close().finally(() => process.exit(130)))
process.exitCode = await main()
await db.close()

async function main(): Promise<number> {
  if (name === undefined || isHelp(name)) return say(allWords(verbs(config)))
  const verb = verbs(config).find((each) => each.name === name)
  if (!verb) {
    terminal.err(`There is no verb ${JSON.stringify(name)}: npm run lay -- --help lists them all`)
    return 1
  }
  if (args.some(isHelp)) return say(wordsOf(verb))
  // Files are named from where the command was typed, which npm leaves.
  process.chdir(config.calledFrom)
  try {
    return await verb.run(args, terminal, { db })
  } catch (error) {
    terminal.err((error as Error).message)
    return 1
  }
}

function say(words: string): number {
  terminal.out(words)
  return 0
}
