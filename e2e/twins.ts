import { after } from 'node:test'
import type pg from 'pg'
import { privateKeyOf, publicKeyOf } from '#audit'
import { mailboxOf } from '#notifications'
import { quietLog, serve, type Route, type StaffRole } from '#web'
import type { Db } from '#lib/door'
import { idOf } from '../seed/random.ts'
import { layReference } from '../seed/reference.ts'
import { openApp } from '../src/app.ts'
import { layDemoWorld } from '../src/launch/demo-world.ts'
import { keyNames, type Keys } from '../src/launch/secrets.ts'
import { freshDatabase } from '../testing/database.ts'
import { newStaff, sessionOf } from '../testing/staff.ts'
import { erasingHere } from '../testing/erasing.ts'
import { keysFor } from '../testing/keys.ts'
import type { KeyHolder } from '../src/vault/index.ts'

type Twinning = {
  /** Who has a session. */
  roles: readonly StaffRole[]
  /** What is different in this world. */
  change?: (admin: pg.Client, vault: KeyHolder) => Promise<void>
  /** Routes that no product has. */
  leaks?: (db: Db, vault: KeyHolder) => Route[]
}

/** A moment at which both worlds stand still. */
const now = Temporal.Instant.from('2026-11-24T10:07:00Z')
const baseUrl = 'http://localhost:3000'

/**
 * The whole product over the demonstration's world, with its clock and its keys standing still, so that two of them are
 * alike but for what is changed in one. Nothing listens and nothing works in the background.
 */
export async function twin({ roles, change = async () => {}, leaks = () => [] }: Twinning) {
  const { db, admin, logins, setClock } = await freshDatabase()
  const { holder: vault } = await keysFor({ db })
  const keys = Object.fromEntries(
    keyNames.map((name, i) => [name, Buffer.alloc(32, i + 1).toString('base64url')]),
  ) as Keys
  await layReference(admin)
  await setClock(now)
  await layDemoWorld(admin, keys, vault, now)
  await change(admin, vault)
  const clock = () => now
  const secret = Buffer.alloc(32, 99).toString('base64url')
  const app = await openApp({
    db,
    clock,
    baseUrl,
    teamBaseUrl: null,
    oidc: null,
    mailbox: mailboxOf({ baseUrl, smtpUrl: null }),
    mailLeaves: false,
    demo: true,
    leaveTo: 'https://elsewhere.example/',
    keys,
    care: logins.care,
    vault,
    erase: erasingHere(clock).erase,
    checkpoint: { secret, publicKey: publicKeyOf(privateKeyOf(secret)) },
    log: quietLog,
  })
  const server = await serve({ ...app, routes: [...app.routes, ...leaks(db, vault)], ports: { clock, baseUrl } })
  after(async () => {
    await server.close()
    await app.stop()
  })
  const sessions = new Map<StaffRole, string>()
  for (const role of roles) sessions.set(role, await sessionOf(admin, await newStaff(admin, role, idOf('staff', role))))
  return { db, admin, vault, routes: app.routes, server, sessions }
}

export type Twin = Awaited<ReturnType<typeof twin>>
