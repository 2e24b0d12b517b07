import type pg from 'pg'
import { openPool, type Login, type PoolSettings } from './pool.ts'
import { sender, together, type Tx } from './sql.ts'

/** The zones of the database: each is a login of its own. */
export const zones = ['care', 'org', 'glass', 'work'] as const
export type Zone = (typeof zones)[number]

/** The database role that a zone's login may take on, for one transaction. */
export const rolesOf = {
  care: ['lay_public', 'lay_coach'],
  org: ['lay_ops'],
  glass: ['lay_opening'],
  work: ['lay_worker'],
} as const satisfies Record<Zone, readonly string[]>

/** On whose behalf a transaction runs: the role decides what the database lets it touch. */
export type Actor =
  | { zone: 'care'; role: 'lay_public' | 'lay_coach'; id: string | null }
  | { zone: 'org'; role: 'lay_ops'; id: string | null }
  | { zone: 'glass'; role: 'lay_opening'; id: string }
  | { zone: 'work'; role: 'lay_worker'; id: string | null }

export type Db = {
  withActor<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export const anyone: Actor = { zone: 'care', role: 'lay_public', id: null }
export const worker: Actor = { zone: 'work', role: 'lay_worker', id: null }
export const operator: Actor = { zone: 'org', role: 'lay_ops', id: null }
export const coachActor = (id: string): Actor => ({ zone: 'care', role: 'lay_coach', id })

const attempts = 5
const retried = new Set(['40P01', '40001', '55P03', '23505'])

/**
 * Opens the one door to the database: transactions on behalf of somebody.
 * Deadlocks, serialization failures, lock time-outs and keys that somebody else was quicker to use are tried again, five
 * times in all, so the work must be repeatable. Any error throws the connection away. Work need not wait for what it
 * has no use for: a statement it sent and did not wait for goes out with the commit, and is heard when it fails.
 */
export function openDb(
  logins: Partial<Record<Zone, Login>>,
  settings: PoolSettings & { limits?: Partial<Record<Zone, number>> },
): Db {
  const pools = new Map(
    zones.flatMap((zone) => {
      const login = logins[zone]
      return login
        ? [[zone, openPool(login, { ...settings, max: settings.limits?.[zone] ?? settings.max })] as const]
        : []
    }),
  )
  return {
    async withActor(actor, work) {
      const pool = pools.get(actor.zone)
      if (!pool) throw new Error(`This process has no login for the zone ${actor.zone}`)
      for (let attempt = 1; ; attempt++) {
        try {
          return await once(pool, actor, work)
        } catch (error) {
          if (attempt === attempts || !retried.has(codeOf(error))) throw error
        }
      }
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.end()))
    },
  }
}

async function once<T>(pool: pg.Pool, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    together(client)
    const opened = client.query(opening(actor))
    const { tx, sent } = heard(sender(client))
    const [answer] = await both(work(tx), opened)
    together(client)
    await Promise.all([...sent, client.query('commit')])
    client.release()
    return answer
  } catch (error) {
    client.release(true)
    throw error
  }
}

/**
 * The opening is not waited for: it goes out together with the first statement. Where it failed, what follows it fails
 * too, since a login without its role may touch nothing; its own error is the one to tell.
 */
async function both<T>(work: Promise<T>, opened: Promise<unknown>): Promise<[T, unknown]> {
  const [worked, began] = await Promise.allSettled([work, opened])
  if (began.status === 'rejected') throw began.reason
  if (worked.status === 'rejected') throw worked.reason
  return [worked.value, began.value]
}

/** Keeps the answers to come of everything that is sent: none fails unheard, and the commit of a failed one is none. */
function heard(tx: Tx): { tx: Tx; sent: Promise<unknown>[] } {
  const sent: Promise<unknown>[] = []
  const send: Tx['send'] = (...statement) => {
    const answer = tx.send(...statement)
    answer.catch(() => {})
    sent.push(answer)
    return answer
  }
  return { tx: { send }, sent }
}

/** The opening goes as one message: begin, role and claim. */
function opening({ zone, role, id }: Actor): string {
  if (!(rolesOf[zone] as readonly string[]).includes(role)) throw new Error(`${zone} may not become ${role}`)
  if (id !== null && !/^[0-9a-f-]{36}$/.test(id)) throw new Error('An actor is named by a UUID')
  return `begin; set local role ${role}; set local app.actor = '${id ?? ''}'`
}

/** The SQLSTATE of a PostgreSQL error, or the empty text. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
