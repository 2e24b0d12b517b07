import type pg from 'pg'
import { rolesOf, zones, type Zone } from './door.ts'

/** Name of a zone's login in the server. */
export const loginOf = (zone: Zone) => `app_${zone}`

/**
 * Makes the owner (who cannot log in), a login a zone with the password given, and the roles that a login may take on.
 * A login inherits nothing: forgetting to take a role on fails on every table. May be run again.
 */
export async function ensureRoles(admin: pg.Client, passwords: Record<Zone, string>) {
  await admin.query(`select pg_advisory_lock(hashtext('lay roles'))`)
  await ensureRole(admin, 'lay_owner', 'nologin')
  await admin.query('grant lay_owner to current_user')
  for (const zone of zones) {
    const login = loginOf(zone)
    const secret = admin.escapeLiteral(passwords[zone])
    await ensureRole(admin, login, `login noinherit password ${secret}`)
    for (const role of rolesOf[zone]) {
      await ensureRole(admin, role, 'nologin')
      await admin.query(`grant ${role} to ${login} with inherit false, set true`)
    }
  }
  await admin.query(`select pg_advisory_unlock(hashtext('lay roles'))`)
}

async function ensureRole(admin: pg.Client, name: string, options: string) {
  const { rowCount } = await admin.query('select 1 from pg_roles where rolname = $1', [name])
  await admin.query(`${rowCount ? 'alter' : 'create'} role ${name} ${options}`)
}

/** Makes a database that the owner owns, ready for migrations; a database that exists is left alone. */
export async function ensureDatabase(admin: pg.Client, name: string) {
  const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name])
  if (!rowCount) await admin.query(`create database ${name} owner lay_owner`)
}
