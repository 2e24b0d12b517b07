import { resolve } from 'node:path'
import type { Login } from '#lib/pool'
import { fault, type Io, type Verb } from '#lib/verb'
import type { Store } from '../config.ts'
import { loginFromUrl } from '../launch/address.ts'
import { lockFolder } from '../launch/lock.ts'
import { finishAll, restore, type Restored } from '../launch/restore.ts'
import { withOwnServer } from './own-server.ts'

const usage = 'restore FROM [--to TIME] | restore finish'

/** `restore`: brings back what `backup` copied, and lets nobody in before keys and erasures are brought to the present. */
export const restoreVerb = (store: Store): Verb => ({
  name: 'restore',
  usage,
  help: `Brings the database back from FROM, a folder of backups, into a DATA_DIR that holds none: to the end of the log, or to
TIME (2026-11-25T09:30:00Z). Its secrets must be in DATA_DIR/secrets before. Then the newest dump of keys is put back and
everybody is erased again who was erased since.
finish: does only the last, for a database that was brought back by other means; npm start refuses to open it before.`,
  async run(args, io) {
    const [from, option, time] = args
    if (from === 'finish' && args.length === 1) return finishOnly(store, io)
    if (!from || from.startsWith('-') || (args.length !== 1 && (option !== '--to' || args.length !== 3)))
      return fault(io, `usage: ${usage}`)
    if (store.databaseUrl !== null)
      return fault(
        io,
        'DATABASE_URL is a server of yours: restore it by its own means, then npm run lay -- restore finish',
      )
    const to = time === undefined ? null : instantIn(time)
    if (time !== undefined && !to) return fault(io, `${time} is no time: write it as 2026-11-25T09:30:00Z`)
    const lock = lockFolder(store.dataDir)
    if (!lock) return fault(io, `${store.dataDir} is in use: stop npm start first`)
    try {
      return say(io, await restore(store, resolve(from), to))
    } finally {
      lock.release()
    }
  },
})

function say(io: Io, { base, erased, dump, closed }: Restored): number {
  io.out(`restored\t${base.folder}`)
  if (closed) return fault(io, closed)
  sayFinished(io, erased, dump)
  return 0
}

async function finishOnly(store: Store, io: Io): Promise<number> {
  const work = (admin: Login) => finishAll(store, admin)
  const { erased, dump } =
    store.databaseUrl === null ? await withOwnServer(store, work) : await work(loginFromUrl(store.databaseUrl))
  sayFinished(io, erased, dump)
  return 0
}

function sayFinished(io: Io, erased: number, dump: string | null) {
  io.out(dump ? `keys\t${dump}` : 'keys\tthere is no dump of keys')
  io.out(`erased again\t${erased}`)
  io.out('npm start opens it now. Make a new backup then: npm run lay -- backup')
}

function instantIn(text: string): Temporal.Instant | null {
  try {
    return Temporal.Instant.from(text)
  } catch {
    return null
  }
}
