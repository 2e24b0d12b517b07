import type { Clock } from '#lib/clock'
import { anyone, type Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import { NotFound, seeOther, type May, type Reply, type Viewer, type Visit } from '#web'
import { rememberKeys } from './key-memory.ts'
import { keyOf, type Scope } from './keys.ts'
import { isLoopback, namesLoopback } from './loopback.ts'
import { staffOf, teamCookie } from './team-session.ts'

export type Asking = Omit<Visit, 'viewer'>
/** Says who is asking, or what they are answered instead. Throws NotFound where there is nothing for them to know of. */
export type Guard = (asking: Asking) => Promise<Viewer | Reply>

export type GuardPorts = {
  db: Db
  clock: Clock
  /** Whether this is a demonstration, with its ways in. */
  demo: boolean
  /** The member of staff with this id who still works here, or null. */
  staffById: (tx: Tx, id: string) => Promise<{ id: string } | null>
}

/** One guard for each word that a route may use for who may come in. */
export function guards({ db, clock, demo, staffById }: GuardPorts): Record<May, Guard> {
  const find = rememberKeys({ clock, find: (bearer) => db.withActor(anyone, (tx) => keyOf(tx, bearer)) })
  const hasKey = async (asking: Asking, scope: Scope) => (await find(bearerOf(asking)))?.scope === scope
  return {
    anyone: async () => ({ kind: 'anyone', id: null }),

    async coach({ cookies }) {
      const token = cookies[teamCookie]
      if (!token) return seeOther('/team/sign-in')
      const staff = await db.withActor(anyone, async (tx) => {
        const id = await staffOf(tx, token)
        return id && staffById(tx, id)
      })
      return staff ? { kind: 'coach', id: staff.id } : seeOther('/team/sign-in', [{ name: teamCookie, value: null }])
    },

    async 'booking-key'(asking) {
      const key = await find(bearerOf(asking))
      if (!key) return unauthorized
      return key.scope === 'booking' ? { kind: 'key', id: key.id } : wrongScope
    },

    async demo(asking) {
      if (demo && isLoopback(asking) && namesLoopback(asking)) return { kind: 'loopback', id: null }
      throw new NotFound()
    },

    async loopback(asking) {
      if (isLoopback(asking) || (await hasKey(asking, 'metrics'))) return { kind: 'loopback', id: null }
      throw new NotFound()
    },
  }
}

const bearerOf = ({ headers }: Asking): string => /^Bearer +(\S+)$/i.exec(headers['authorization'] ?? '')?.[1] ?? ''

const unauthorized: Reply = {
  kind: 'problem',
  status: 401,
  code: 'unauthorized',
  title: 'A key is needed',
  detail: 'Send a key that is in use as Authorization: Bearer …',
  headers: { 'www-authenticate': 'Bearer' },
}

const wrongScope: Reply = {
  kind: 'problem',
  status: 403,
  code: 'scope',
  title: 'This key is for something else',
  headers: { 'www-authenticate': 'Bearer error="insufficient_scope", scope="booking"' },
}
