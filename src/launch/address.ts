import type { Login } from '#lib/pool'

/** The login that a DATABASE_URL names; the database is `lay` unless it names one. */
export function loginFromUrl(address: string): Login {
  const url = new URL(address)
  const mode = url.searchParams.get('sslmode')
  return {
    host: url.searchParams.get('host') ?? url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 5432),
    database: decodeURIComponent(url.pathname.slice(1)) || 'lay',
    user: decodeURIComponent(url.username) || 'postgres',
    password: decodeURIComponent(url.password),
    ...(mode && mode !== 'disable' ? { ssl: true } : {}),
  }
}
