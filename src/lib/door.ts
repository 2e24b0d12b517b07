import type pg from 'pg'
import { openPool, type Login, type PoolSettings } from './pool.ts'
import { sender, together, type Tx } from './sql.ts'

/** The zones of the database: each is a login of its own. `desk` is the operator's command line, `keys` the key holder. */
export const zones = ['care', 'org', 'glass', 'work', 'desk', 'keys'] as const
export type Zone = (typeof zones)[number]

/** The database roles that a zone's login may take on, one for each transaction. */
export const rolesOf = {
  care: ['lay_public', 'lay_client', 'lay_coach'],
  org: [
    'lay_supervisor',
    'lay_rota',
    'lay_lead',
    'lay_governance',
    'lay_duty',
    'lay_commissioner',
    'lay_evaluator',
    'lay_sysadmin',
    'lay_demo',
  ],
  glass: ['lay_opening'],
  work: ['lay_worker'],
  desk: ['lay_ops', 'lay_opening'],
  keys: ['lay_keys'],
} as const satisfies Record<Zone, readonly string[]>

export type Role = (typeof rolesOf)[Zone][number]

/**
 * On whose behalf a transaction runs. The role decides what may be touched, the claim whose: a secret (`browser:…`,
 * `key:…`, `visit:…`, `session:…`) that the database itself resolves. `account` is whom it must find.
 */
export type Actor = { zone: Zone; role: Role; claim: string | null; account: string | null }

export type Db = {
  withActor<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

const actor = (zone: Zone, role: Role): Actor => ({ zone, role, claim: null, account: null })
export const anyone = actor('care', 'lay_public')
export const worker = actor('work', 'lay_worker')
export const operator = actor('desk', 'lay_ops')
/** The operator opening what is closed to the operator's ordinary role. */
export const operatorOpening = actor('desk', 'lay_opening')
/** The demonstration's pages about itself. */
export const demonstrator = actor('org', 'lay_demo')

/** Anyone who holds a secret: `browser:`, `key:` or `visit:` and its text. */
export const holding = (claim: string): Actor => ({ ...anyone, claim })

/** Somebody who is signed in, by the token of their session, in one of their roles. */
export const signedIn = ({ role, token, account }: { role: Role; token: string; account: string }): Actor => ({
  zone: zones.find((zone) => (rolesOf[zone] as readonly string[]).includes(role))!,
  role,
  claim: `session:${token}`,
  account,
})

/** The same person where names and records are opened: a zone of its own, in which nothing is seen without a reason given. */
export const opening = (actor: Actor): Actor => ({ ...actor, zone: 'glass', role: 'lay_opening' })

/** The session that a transaction was to run in is over, or may not be what it was to be. */
export class SessionOver extends Error {}

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
/** What is refused to a session may be so because it ended meanwhile; asked once more, it is seen whether it did. */
const triesOf = ({ account }: Actor, code: string) =>
  retried.has(code) ? attempts : account !== null && code === '42501' ? 2 : 1

/**
 * Opens the one door to the database: transactions on behalf of somebody.
 * Deadlocks, serialization failures, lock time-outs and keys that somebody else was quicker to use are tried again, five
 * times in all, so the work must be repeatable; so is, once, what is refused to a session. Any error throws the connection away. Work need not wait for what it
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
          if (attempt >= triesOf(actor, codeOf(error))) throw error
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
    const opened = open(client, actor)
    const line = heard(sender(client), opened)
    const done = await work(line.tx).then(
      (answer) => ({ answer, undo: false }),
      async (error: unknown) => {
        await line.firstFailure()
        if (error instanceof Undo) return { answer: error.answer as T, undo: true }
        throw error
      },
    )
    if (actor.account !== null) await opened
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
  // No answer is used before the opening's echo was compared: a reply that belongs to somebody else fails loud.
  const afterOpening = async <A>(answer: Promise<A>) => {
    answer.catch(() => {})
    await opened
    return answer
  }
  void hear(opened)
  return {
    tx: {
      send: (...statement) =>
        closed
          ? Promise.reject(new Error('This transaction has given its answer'))
          : hear(afterOpening(send(...statement))),
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

/** Begins, takes the role on and lays the claim: in prepared statements, which are not read anew each time. */
async function open(client: pg.PoolClient, { zone, role, claim, account }: Actor): Promise<void> {
  if (!(rolesOf[zone] as readonly string[]).includes(role)) throw new Error(`${zone} may not become ${role}`)
  if (claim !== null && !/^[a-z]+:[\x21-\x7e]{1,200}$/.test(claim)) throw new Error('A claim is a kind and a secret')
  const began = client.query('begin')
  const taken = client.query({ name: 'opening', text: takingOn, values: [role, claim ?? ''] })
  const asked = account === null ? null : client.query({ name: 'echo', text: echo })
  const [, said, found] = await Promise.all([began, taken, asked])
  if (said.rows[0]?.claim !== (claim ?? '')) throw new Error('The opening of a transaction was answered for another')
  if (found && found.rows[0]?.account !== account) throw new SessionOver('This session is over')
}

const takingOn = `select set_config('role', $1, true), set_config('app.claim', $2, true) as claim`
const echo = 'select me() as account'

/** The SQLSTATE of a PostgreSQL error, or the empty text. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
