import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Clock } from '#lib/clock'
import type { Db } from '#lib/door'
import { sender } from '#lib/sql'
import { askHolder, followKeks, holdKeys, makeKeys, settleKeks, type HolderSecrets, type KeyHolder } from '#vault'
import type { Config } from '../config.ts'
import { sealPlain } from './seal-plain.ts'
import type { Secrets } from './secrets.ts'

/** What a process needs to know to get at keys: the file, or the socket and the secrets of the zones it serves. */
export type KeyPlaces = Pick<Config, 'kekFile' | 'keyHolder' | 'dataDir'> & { holderSecrets: HolderSecrets }

/** Where dumps of keys lie. */
export const dumpsOf = ({ dataDir }: Pick<Config, 'dataDir'>) => join(dataDir, 'keys-dumps')

type Ports = { db: Db; clock: Clock; alarm: (event: string) => void }

/** The key holder as this process reaches it: itself, or the process of its own that is configured. */
export const openKeyHolder = (places: KeyPlaces, ports: Ports): KeyHolder =>
  places.keyHolder === null
    ? holdKeys({ ...ports, keks: followKeks(places.kekFile), dumps: dumpsOf(places) })
    : askHolder(places.keyHolder, places.holderSecrets)

type Holding = Pick<Config, 'kekFile' | 'keyHolder'>

/**
 * Sees to it before anything starts that keys can be had, and that nothing that must be sealed is still plain. Throws one
 * line where they cannot. Gives who makes keys, for the launcher's own work.
 */
export async function readyKeys(owner: pg.Client, config: Holding, secrets: Secrets): Promise<Pick<KeyHolder, 'make'>> {
  const vault = await reachKeys(owner, config, secrets)
  await sealPlain(owner, vault, secrets.keys)
  return vault
}

/** That the key file is this database's, or that the key holder configured answers. */
async function reachKeys(
  owner: pg.Client,
  config: Holding,
  { holder }: Pick<Secrets, 'holder'>,
): Promise<Pick<KeyHolder, 'make'>> {
  const { kekFile, keyHolder } = config
  if (keyHolder === null) {
    await settleKeks(sender(owner), kekFile)
    return makeKeys(followKeks(kekFile))
  }
  const asked = askHolder(keyHolder, { care: holder.care })
  for (let waited = 0; ; waited += 500) {
    try {
      await asked.make('00000000-0000-4000-8000-000000000000', 'contact')
      return asked
    } catch (error) {
      if (waited < patienceMillis) await pause(500)
      else throw new Error(`The key holder at ${keyHolder} gives no keys: see what npm run keyd says`, { cause: error })
    }
  }
}

/** The key holder has to find the database as it was just made ready. */
const patienceMillis = 20_000
