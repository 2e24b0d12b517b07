import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '#lib/clock'
import { openDb } from '#lib/door'
import { mailboxOf, mailReceiptsOf } from '#notifications'
import { openAssets, openLog, serve } from '#web'
import { openApp } from './app.ts'
import { erasing } from './launch/erasing.ts'
import { openKeyHolder } from './launch/key-holder.ts'
import { endWhenAsked, settingsFromLauncher, tellReady } from './launch/settings.ts'

/** The web process: settings from the launcher, ports from settings, rooms from ports. */
const assets = openAssets(join(import.meta.dirname, '..', '.build', 'assets'))
const settings = await settingsFromLauncher()
const {
  host,
  port,
  baseUrl,
  teamBaseUrl,
  oidc,
  trustedProxy,
  leaveTo,
  smtpUrl,
  texts,
  demo,
  logins,
  keys,
  checkpoint,
} = settings
const log = openLog(process.stderr)
const quiet = demo ? { ...log, info: () => {} } : log
// Transactions at once: more than the processors can do at a time only push each other's work out of their caches.
const care = Math.max(8, Math.min(24, 4 * availableParallelism()))
const db = openDb(logins, { max: 4, limits: { care }, onFault: (error) => log.fault('database', error) })
const clock = systemClock
const vault = openKeyHolder(settings, { db, clock, alarm: log.info })
const { stop, routes, guards, denied, metrics, standing } = await openApp({
  db,
  clock,
  baseUrl,
  teamBaseUrl,
  oidc,
  mailbox: mailboxOf({ baseUrl, smtpUrl }),
  mailReceipts: mailReceiptsOf(smtpUrl),
  texts,
  leaves: { mail: smtpUrl !== null, texts: texts !== null },
  demo,
  leaveTo,
  keys,
  checkpoint,
  care: logins.care!,
  vault,
  erase: erasing(settings, clock),
  log,
})
const app = await serve({
  routes,
  ports: { clock, baseUrl },
  guards,
  denied,
  log: quiet,
  metrics,
  assets: await assets,
  standing,
  demo,
  trustedProxy,
  leaveTo,
})
await app.listen({ host, port })
tellReady()
endWhenAsked(async () => {
  await stop()
  await app.close()
  await vault.close()
  await db.close()
})
