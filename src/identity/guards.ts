import type { Clock } from '#lib/clock'
import { anyone, holding, signedIn, type Db, type Role } from '#lib/door'
import {
  isLoopback,
  onlyLoopback,
  openToAnyone,
  staffRoles,
  type Found,
  type Guard,
  type Guards,
  type StaffRole,
  type Visit,
} from '#web'
import { clientGuard } from './client/guard.ts'
import { recordDenied } from './denied.ts'
import { rememberKeys } from './key-memory.ts'
import { keyOf } from './keys.ts'
import { isToken, staffSeen, teamCookie, type StaffSeen } from './staff-session.ts'

export type GuardPorts = {
  db: Db
  clock: Clock
  /** Whether this is a demonstration, with its ways in. */
  demo: boolean
}

/** The database role of each role of staff. */
export const roleOf: Record<StaffRole, Role> = {
  coach: 'lay_coach',
  supervisor: 'lay_supervisor',
  partner_rota: 'lay_rota',
  lead_ops: 'lay_lead',
  governance: 'lay_governance',
  duty_lead: 'lay_duty',
  commissioner: 'lay_commissioner',
  evaluator: 'lay_evaluator',
  sysadmin: 'lay_sysadmin',
}

/** One guard for each word that a route may use for who may come in. */
export function guards({ db, clock, demo }: GuardPorts): Guards {
  const find = rememberKeys({
    clock,
    find: (bearer) => db.withActor(holding(`key:${bearer}`), (tx) => keyOf(tx, bearer)),
  })

  const denied = recordDenied(db)
  /** Somebody of staff at a page for another role: written down in their own trail. */
  const denyRole = async (
    visit: Visit,
    token: string,
    { id: account, level }: StaffSeen,
    roles: readonly StaffRole[],
  ) => {
    // A code lets somebody act as a coach and as nothing else.
    const kind = roles.find((role) => level === 2 || role === 'coach')
    if (!kind) return
    const viewer = { kind, id: account, actor: signedIn({ role: roleOf[kind], token, account }) }
    await denied({ ...visit, params: {}, viewer })
  }

  /** The viewer in one of the roles; somebody signed in who has none of them finds nothing here. */
  const staffAs =
    (wanted: readonly StaffRole[]): Guard =>
    async (visit, level = 'strong') => {
      const token = visit.cookies[teamCookie]
      if (!isToken(token)) return 'sign-in'
      const seen = await db.withActor(holding(`session:${token}`), staffSeen)
      if (!seen) return 'sign-in'
      const roles = staffRoles.filter((role) => seen.roles.includes(role))
      const role = wanted.find((each) => roles.includes(each))
      if (!role) {
        await denyRole(visit, token, seen, roles)
        return 'not-found'
      }
      if (level === 'strong' && seen.level < 2) return 'step-up'
      const actor = signedIn({ role: roleOf[role], token, account: seen.id })
      return { kind: role, id: seen.id, actor, level: seen.level === 2 ? 'strong' : 'code', roles }
    }

  return {
    anyone: openToAnyone,
    client: clientGuard(db),
    staff: staffAs(staffRoles),
    ...(Object.fromEntries(staffRoles.map((role) => [role, staffAs([role])])) as Record<StaffRole, Guard>),

    async 'booking-key'(visit) {
      const bearer = bearerOf(visit)
      const key = await find(bearer)
      if (!key) return unauthorized
      return key.scope === 'booking' ? { kind: 'key', id: key.id, actor: holding(`key:${bearer}`) } : wrongScope
    },

    demo: async (visit) => (demo && isLoopback(visit) ? { kind: 'loopback', id: null, actor: anyone } : 'not-found'),

    async loopback(visit) {
      const key = await find(bearerOf(visit))
      return key?.scope === 'metrics' ? { kind: 'key', id: key.id, actor: anyone } : onlyLoopback(visit)
    },
  }
}

const bearerOf = ({ headers }: Visit): string => /^Bearer +(\S+)$/i.exec(headers['authorization'] ?? '')?.[1] ?? ''

const unauthorized: Found = {
  kind: 'problem',
  status: 401,
  code: 'unauthorized',
  title: 'A key is needed',
  detail: 'Send a key that is in use as Authorization: Bearer …',
  headers: { 'www-authenticate': 'Bearer' },
}

const wrongScope: Found = {
  kind: 'problem',
  status: 403,
  code: 'scope',
  title: 'This key is for something else',
  headers: { 'www-authenticate': 'Bearer error="insufficient_scope", scope="booking"' },
}
