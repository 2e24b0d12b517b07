import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { Browser } from 'playwright-core'
import type { Clock } from '#lib/clock'
import { privateKeyOf, publicKeyOf } from '#audit'
import type { OidcSettings } from '#identity'
import { schedule, startWorkers } from '#jobs'
import { mailboxOf } from '#notifications'
import { openAssets, openLog, serve, type Log } from '#web'
import { layReference } from '../seed/reference.ts'
import { openApp } from '../src/app.ts'
import { openHandlers } from '../src/handlers.ts'
import { layDemoWorld } from '../src/launch/demo-world.ts'
import { markDemonstration } from '../src/launch/demonstration.ts'
import { keyNames, type Keys } from '../src/launch/secrets.ts'
import { buildAssets } from '../src/web/assets/build.ts'
import { launchBrowser } from '../testing/browser.ts'
import { freshDatabase } from '../testing/database.ts'
import { erasingHere } from '../testing/erasing.ts'
import { keysFor } from '../testing/keys.ts'
import { makeOutbox } from './outbox.ts'

/**
 * The whole product in this process, over the demonstration's world: pages on a port of this machine, workers that
 * really write messages, and what they wrote. Ends with the test file. What goes wrong inside is kept in `faults`, and
 * `lines` has the whole log.
 * Its clock goes on from `at`, so that a journey finds the same times at whatever hour the tests are run.
 */
export async function startProduct(
  at = tuesdayMorning,
  leaveTo = 'https://elsewhere.example/',
  { host = '127.0.0.1', oidc = null, before = async () => {} }: Place = {},
) {
  const open: (() => unknown)[] = []
  // Before the database's own, so that nothing is in use any more when it is dropped.
  after(async () => {
    for (const close of open.reverse()) await close()
  })
  const { db, admin, logins, startClock } = await freshDatabase()
  const { holder: vault } = await keysFor({ db })
  const keys = Object.fromEntries(keyNames.map((name) => [name, randomBytes(32).toString('base64url')])) as Keys
  await layReference(admin)
  const clock = clockFrom(at)
  const { erase } = erasingHere(clock)
  await startClock(clock())
  await markDemonstration(admin, true)
  await layDemoWorld(admin, keys, vault, clock())
  const port = await freePort()
  const url = `http://${host}:${port}`
  await before(url)
  const faults: string[] = []
  const lines: string[] = []
  const written = openLog({ write: (line) => lines.push(line) })
  const log: Log = {
    info: written.info,
    fault: (event, error, facts) => {
      faults.push(`${event}: ${String(error)}`)
      written.fault(event, error, facts)
    },
  }

  const secret = randomBytes(32).toString('base64url')
  const checkpoint = { secret, publicKey: publicKeyOf(privateKeyOf(secret)) }
  const checkpointDir = mkdtempSync(join(tmpdir(), 'lay-checkpoints-'))
  open.push(() => rmSync(checkpointDir, { recursive: true, force: true }))
  const trail = { checkpoint, checkpointDir, checkpointMail: null }
  const { handlers, rounds, close } = openHandlers({
    db,
    clock,
    log: log.info,
    baseUrl: url,
    teamBaseUrl: null,
    smtpUrl: null,
    texts: null,
    mailbox: null,
    demo: true,
    keys,
    vault,
    erase,
    ...trail,
  })
  open.push(close)
  const workers = await startWorkers({ login: logins.work, handlers, rounds, schedule, log: log.info })
  open.push(() => workers.stop())

  const mailbox = mailboxOf({ baseUrl: url, smtpUrl: null })
  const app = await openApp({
    db,
    clock,
    baseUrl: url,
    teamBaseUrl: null,
    oidc: oidc && oidc(),
    mailbox,
    mailReceipts: null,
    leaves: { mail: false, texts: false },
    texts: null,
    demo: true,
    leaveTo,
    checkpoint,
    keys,
    care: logins.care,
    vault,
    erase,
    log,
  })
  open.push(app.stop)
  await buildAssets(assetsFolder)
  const server = await serve({
    ...app,
    ports: { clock, baseUrl: url },
    log,
    assets: await openAssets(assetsFolder),
    demo: true,
  })
  open.push(() => server.close())
  await server.listen({ host: '127.0.0.1', port })
  return {
    url,
    db,
    admin,
    vault,
    faults,
    lines,
    server,
    routes: app.routes,
    ...makeOutbox(admin, Buffer.from(keys.outbox, 'base64url')),
  }
}

export type Product = Awaited<ReturnType<typeof startProduct>>

/** A browser for this test file, closed with it. */
export async function openBrowser(): Promise<Browser> {
  const browser = await launchBrowser()
  after(() => browser.close())
  return browser
}

const assetsFolder = join(import.meta.dirname, '..', '.build', 'assets')

/** Under which name of this machine it is opened, and the organisation's sign-in that it offers there. */
type Place = {
  host?: string
  oidc?: (() => OidcSettings) | null
  /** What has to be there first, which is told the product's address. */
  before?: (url: string) => Promise<void>
}

/** An ordinary morning, with coaches at work. */
const tuesdayMorning = '2026-11-24T10:00[Europe/London]'

function clockFrom(at: string): Clock {
  const ahead = Temporal.Now.instant().until(Temporal.ZonedDateTime.from(at).toInstant())
  return () => Temporal.Now.instant().add(ahead)
}

/** The address is part of every link, so it is known before anything listens there. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
