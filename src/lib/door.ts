import type pg from 'pg'
import { openPool, type Login, type PoolSettings } from './pool.ts'
import { sender, together, type Tx } from './sql.ts'
import { isUuid } from './text.ts'

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

/** Thrown by work that gives an answer and wants nothing changed: what it did in its transaction is undone. */
export class Undo extends Error {
  readonly answer: unknown
  constructor(answer: unknown) {
    super('Undone')
    this.answer = answer
  }
}

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
    // Not waited for: it goes out with the first statement. Where it fails, so does all that follows.
    const line = heard(sender(client), open(client, actor))
    const done = await work(line.tx).then(
      (answer) => ({ answer, undo: false }),
      async (error: unknown) => {
        await line.firstFailure()
        if (error instanceof Undo) return { answer: error.answer as T, undo: true }
        throw error
      },
    )
    together(client)
    line.close(client.query(done.undo ? 'rollback' : 'commit'))
    await line.firstFailure()
    client.release()
    return done.answer
  } catch (error) {
    client.release(true)
    throw error
  }
}

/**
 * Keeps the answers to come of everything that is sent, so that none fails unheard: the first failure is the one to
 * tell, since all that follows it in a transaction only says that there was one. Closed, it takes nothing more: the
 * connection may be somebody else's by then.
 */
function heard({ send }: Tx, opened: Promise<unknown>) {
  const sent: Promise<unknown>[] = []
  let closed = false
  const hear = <A>(answer: Promise<A>) => {
    answer.catch(() => {})
    sent.push(answer)
    return answer
  }
  void hear(opened)
  return {
    tx: {
      send: (...statement) =>
        closed ? Promise.reject(new Error('This transaction has given its answer')) : hear(send(...statement)),
    } satisfies Tx,
    close(last: Promise<unknown>) {
      closed = true
      void hear(last)
    },
    /** Waits for all that was sent; throws the first failure in the order of sending. */
    async firstFailure() {
      for (const answer of await Promise.allSettled(sent)) if (answer.status === 'rejected') throw answer.reason
    },
  }
}

/** Begins, takes the role on and says for whom: the last two in one prepared statement, which is not read anew each time. */
function open(client: pg.PoolClient, { zone, role, id }: Actor): Promise<unknown> {
  if (!(rolesOf[zone] as readonly string[]).includes(role)) throw new Error(`${zone} may not become ${role}`)
  if (id !== null && !isUuid(id)) throw new Error('An actor is named by a UUID')
  const began = client.query('begin')
  const taken = client.query({ name: 'opening', text: opening, values: [role, id ?? ''] })
  return Promise.all([began, taken])
}

const opening = `select set_config('role', $1, true), set_config('app.actor', $2, true)`

/** The SQLSTATE of a PostgreSQL error, or the empty text. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
