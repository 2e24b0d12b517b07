import type { Metrics } from './metrics.ts'
import type { Route } from './route.ts'

/**
 * The routes that machines watch: `/healthz` (this process answers), `/readyz` (so does what it needs; 503 while not)
 * and, from this machine only, `/metrics`. `more` adds lines to the metrics.
 */
export function healthRoutes(parts: {
  ready: () => Promise<boolean>
  metrics: Metrics
  more?: () => Promise<string>
}): Route[] {
  const { ready, metrics, more = async () => '' } = parts
  return [
    { method: 'GET', path: '/healthz', may: 'anyone', handle: async () => ({ kind: 'json', body: { ok: true } }) },
    {
      method: 'GET',
      path: '/readyz',
      may: 'anyone',
      async handle() {
        const ok = await ready().catch(() => false)
        return { kind: 'json', body: { ok }, status: ok ? 200 : 503 }
      },
    },
    {
      method: 'GET',
      path: '/metrics',
      may: 'loopback',
      handle: async () => ({ kind: 'file', type: 'text/plain; version=0.0.4', body: metrics.text() + (await more()) }),
    },
  ]
}
