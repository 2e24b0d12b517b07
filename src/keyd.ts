import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { systemClock } from '#lib/clock'
import { openDb } from '#lib/door'
import { loginOf } from '#lib/roles'
import { followKeks, holdKeys, keeper, Locked, serveHolder, settleKeks } from '#vault'
import { openLog } from '#web'
import { storeOrExit } from './config.ts'
import { loginFromUrl } from './launch/address.ts'
import { dumpsOf } from './launch/key-holder.ts'
import { readRun } from './launch/run-file.ts'
import { askingZones, readSecret } from './launch/secrets.ts'

/** `npm run keyd`: the key holder in a process, and if you like a user, of its own. It alone reads the key file. */
const { keyHolder, kekFile, secretsDir, databaseUrl, dataDir } = storeOrExit()
const log = openLog(process.stderr)
try {
  await main()
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}

async function main() {
  if (keyHolder === null) throw new Error('KEY_HOLDER must say where to listen, such as /run/looking-after/keys')
  const { db, secrets } = await patiently(open)
  const alarm = (event: string) => log.info(event)
  const holder = holdKeys({ db, clock: systemClock, keks: followKeks(kekFile), dumps: dumpsOf({ dataDir }), alarm })
  const served = await serveHolder(keyHolder, holder, secrets)
  console.log(`Ready: ${keyHolder}`)
  const stop = async () => {
    await served.close()
    await db.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
  process.once('disconnect', () => void stop())
}

/** Opens the database as it is found, and proves that the key file is its. */
async function open() {
  const secret = (name: string) => readSecret(join(secretsDir, name)) ?? missing(name)
  const secrets = Object.fromEntries(askingZones.map((zone) => [zone, secret(`holder-${zone}`)]))
  const place = databaseUrl === null ? readRun(dataDir)?.database : loginFromUrl(databaseUrl)
  if (!place) throw new Error(`There is no database yet: set DATABASE_URL, or start the product on ${dataDir}`)
  const login = { ...place, user: loginOf('keys'), password: secret('keys-password') }
  const db = openDb({ keys: login }, { max: 4, onFault: (error) => log.fault('database', error) })
  try {
    await db.withActor(keeper, (tx) => settleKeks(tx, kekFile))
    return { db, secrets }
  } catch (error) {
    await db.close()
    throw error
  }
}

/** The product may only just have begun to make its database: tried for a minute. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let waited = 0; ; waited += 1_000) {
    try {
      return await work()
    } catch (error) {
      if (waited >= 60_000 || error instanceof Locked) throw error
      await pause(1_000)
    }
  }
}

function missing(name: string): never {
  throw new Error(`${join(secretsDir, name)} is missing: the first npm start makes it`)
}
