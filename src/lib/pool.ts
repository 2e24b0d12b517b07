import pg from 'pg'

const parsers: Record<number, (raw: string) => unknown> = {
  20: Number,
  1082: (raw) => raw,
  1184: (raw) => Temporal.Instant.from(raw),
}

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    parsers[oid] ?? pg.types.getTypeParser(oid, format as 'text'),
} as pg.CustomTypesConfig

/** Where a database is and who asks: one login. `host` may be the folder of a Unix socket. */
export type Login = { host: string; port: number; database: string; user: string; password: string; ssl?: boolean }

export type PoolSettings = {
  max: number
  onFault: (error: Error) => void
  statementSeconds?: number
  connectMillis?: number
}

/** A pool that never ends the process: a killed backend is reported once and its connection thrown away. */
export function openPool(
  login: Login,
  { max, onFault, statementSeconds = 5, connectMillis = 2_000 }: PoolSettings,
): pg.Pool {
  const pool = new pg.Pool({
    ...login,
    max,
    types,
    // Statements that do not wait for each other's answers go out together.
    pipeline: true,
    connectionTimeoutMillis: connectMillis,
    idleTimeoutMillis: 30_000,
    // Where the server itself does not answer any more, not even to say that its own time is over.
    query_timeout: (statementSeconds + 3) * 1_000,
    options: [
      '-c timezone=UTC',
      `-c statement_timeout=${statementSeconds}s`,
      '-c lock_timeout=2s',
      '-c idle_in_transaction_session_timeout=10s',
    ].join(' '),
  })
  pool.on('error', onFault)
  pool.on('connect', (client) => client.on('error', onFault))
  return pool
}

/** A single connection with the same readers as the pools, for set-up work. */
export const openClient = (login: Login) => new pg.Client({ ...login, types, options: '-c timezone=UTC' })
