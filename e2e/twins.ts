import type pg from 'pg'
import type { Route, StaffRole } from '#web'
import type { Db } from '#lib/door'
import { idOf } from '../seed/random.ts'
import { layReference } from '../seed/reference.ts'
import { layDemoWorld } from '../src/launch/demo-world.ts'
import { freshDatabase } from '../testing/database.ts'
import { newStaff, sessionOf } from '../testing/staff.ts'
import { keysFor } from '../testing/keys.ts'
import { stillKeys, wholeProduct } from './whole.ts'
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

/**
 * The whole product over the demonstration's world, with its clock and its keys standing still, so that two of them are
 * alike but for what is changed in one. Nothing listens and nothing works in the background.
 */
export async function twin({ roles, change = async () => {}, leaks = () => [] }: Twinning) {
  const { db, admin, logins, setClock } = await freshDatabase()
  const { holder: vault } = await keysFor({ db })
  await layReference(admin)
  await setClock(now)
  await layDemoWorld(admin, stillKeys, vault, now)
  await change(admin, vault)
  const clock = () => now
  const { routes, server } = await wholeProduct({ db, logins, vault, clock, leaks })
  const sessions = new Map<StaffRole, string>()
  for (const role of roles) sessions.set(role, await sessionOf(admin, await newStaff(admin, role, idOf('staff', role))))
  return { db, admin, vault, routes, server, sessions }
}

export type Twin = Awaited<ReturnType<typeof twin>>
