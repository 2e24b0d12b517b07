import type { Clock } from '#lib/clock'
import { anyone, type Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import { isLoopback, onlyLoopback, openToAnyone, type Found, type Guards, type Visit } from '#web'
import { rememberKeys } from './key-memory.ts'
import { keyOf } from './keys.ts'
import { staffOf, teamCookie } from './team-session.ts'

export type GuardPorts = {
  db: Db
  clock: Clock
  /** Whether this is a demonstration, with its ways in. */
  demo: boolean
  /** The member of staff with this id who still works here, or null. */
  staffById: (tx: Tx, id: string) => Promise<{ id: string } | null>
}

/** One guard for each word that a route may use for who may come in. */
export function guards({ db, clock, demo, staffById }: GuardPorts): Guards {
  const find = rememberKeys({ clock, find: (bearer) => db.withActor(anyone, (tx) => keyOf(tx, bearer)) })
  return {
    anyone: openToAnyone,

    async coach({ cookies }) {
      const token = cookies[teamCookie]
      if (!token) return 'sign-in'
      const staff = await db.withActor(anyone, async (tx) => {
        const id = await staffOf(tx, token)
        return id && staffById(tx, id)
      })
      return staff ? { kind: 'coach', id: staff.id } : 'sign-in'
    },

    async 'booking-key'(visit) {
      const key = await find(bearerOf(visit))
      if (!key) return unauthorized
      return key.scope === 'booking' ? { kind: 'key', id: key.id } : wrongScope
    },

    demo: async (visit) => (demo && isLoopback(visit) ? { kind: 'loopback', id: null } : 'not-found'),

    async loopback(visit) {
      const key = await find(bearerOf(visit))
      return key?.scope === 'metrics' ? { kind: 'key', id: key.id } : onlyLoopback(visit)
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
