import { after } from 'node:test'
import type { Clock } from '#lib/clock'
import type { Db } from '#lib/door'
import { privateKeyOf, publicKeyOf } from '#audit'
import { mailboxOf } from '#notifications'
import type { KeyHolder } from '#vault'
import { quietLog, serve, type Log, type Route } from '#web'
import { openApp } from '../src/app.ts'
import { keyNames, type Keys } from '../src/launch/secrets.ts'
import type { TestDatabase } from '../testing/database.ts'
import { erasingHere } from '../testing/erasing.ts'

export const baseUrl = 'http://localhost:3000'
/** Keys that stand still, so that two worlds can be compared. */
export const stillKeys = Object.fromEntries(
  keyNames.map((name, i) => [name, Buffer.alloc(32, i + 1).toString('base64url')]),
) as Keys
const secret = Buffer.alloc(32, 99).toString('base64url')
export const checkpoint = { secret, publicKey: publicKeyOf(privateKeyOf(secret)) }

type Whole = Pick<TestDatabase, 'db' | 'logins'> & {
  vault: KeyHolder
  clock: Clock
  log?: Log
  /** Routes that no product has. */
  leaks?: (db: Db, vault: KeyHolder) => Route[]
}

/** The whole product over a test's database. Nothing listens and nothing works in the background. Ends with the file. */
export async function wholeProduct({ db, logins, vault, clock, log = quietLog, leaks = () => [] }: Whole) {
  const app = await openApp({
    db,
    clock,
    baseUrl,
    teamBaseUrl: null,
    oidc: null,
    mailbox: mailboxOf({ baseUrl, smtpUrl: null }),
    mailReceipts: null,
    leaves: { mail: false, texts: false },
    texts: null,
    demo: true,
    leaveTo: 'https://elsewhere.example/',
    keys: stillKeys,
    care: logins.care,
    vault,
    erase: erasingHere(clock).erase,
    checkpoint,
    log,
  })
  const server = await serve({ ...app, log, routes: [...app.routes, ...leaks(db, vault)], ports: { clock, baseUrl } })
  after(async () => {
    await server.close()
    await app.stop()
  })
  return { app, server, routes: app.routes }
}
