import type { Db } from '../src/lib/door.ts'
import type { Verb } from '../src/lib/verb.ts'

/** For tests of the operator's tool: runs a verb and gives its exit status and what it said. */
export const running =
  (verb: Verb, db: Db) =>
  async (...args: string[]) => {
    const [out, err]: [string[], string[]] = [[], []]
    const io = {
      out: (line: string) => void out.push(line),
      err: (line: string) => void err.push(line),
      progress: () => {},
    }
    return { status: await verb.run(args, io, { db }), out, err }
  }
