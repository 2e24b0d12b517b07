import type { Zone } from '#lib/door'
import type { Login } from '#lib/pool'
import type { HolderSecrets } from '#vault'
import type { Config } from '../config.ts'
import type { Keys } from './secrets.ts'

/** All that a process of the product is told. It comes over a channel from the launcher, never through the environment. */
export type Settings = Omit<Config, 'databaseUrl' | 'calledFrom'> & {
  logins: Partial<Record<Zone, Login>>
  keys: Keys
  /** The key that signs the trail's checkpoints: its secret for the worker alone, its public half for who shows proofs. */
  checkpoint: { secret: string | null; publicKey: string }
  /** By which a key holder of its own knows this process. */
  holderSecrets: HolderSecrets
}

/** The settings that the launcher hands to this process. Ctrl-C is the launcher's to hear. */
export function settingsFromLauncher(): Promise<Settings> {
  if (!process.send) {
    console.error('This is a part of the product: start the whole of it with npm start')
    process.exit(1)
  }
  const goneTooSoon = () => process.exit(0)
  process.once('disconnect', goneTooSoon)
  process.on('SIGINT', () => {})
  return new Promise((resolve) =>
    process.once('message', (message) => {
      process.off('disconnect', goneTooSoon)
      resolve(message as Settings)
    }),
  )
}

/** Tells the launcher that this process does its work. */
export const tellReady = () => void process.send?.('ready', () => {})

/** Ends this process with `stop` when the launcher asks for it or is gone. */
export function endWhenAsked(stop: () => Promise<void>) {
  let asked = false
  const end = async () => {
    if (asked) return
    asked = true
    await stop().catch((error: unknown) => console.error((error as Error).name))
    process.exit(0)
  }
  process.on('SIGTERM', () => void end())
  process.on('disconnect', () => void end())
  if (!process.connected) void end()
}
