import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readableChance } from '#lib/chance'
import { noAssets, serveAssets, type Assets } from './assets.ts'
import { readBodies } from './bodies.ts'
import { createFailing } from './failing.ts'
import type { Guards } from './guards.ts'
import { securityHeaders } from './headers.ts'
import { quietLog, type Log } from './log.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { standingPage, type Standing } from './pages/standing.ts'
import { refuseOtherMethods, register } from './register.ts'
import { NotFound, type Ports, type Route, type Visit } from './route.ts'
import { readPairs } from './rules.ts'
import type { Writing } from './send.ts'
import { createFiller } from './slots.ts'
import { answerUnreadable } from './unreadable.ts'

export type Serving = {
  routes: readonly Route[]
  ports: Pick<Ports, 'clock' | 'baseUrl'>
  guards: Guards
  /** Hears of a member of staff who is refused what they named, before they are told so. */
  denied?: (visit: Visit) => Promise<void>
  log?: Log
  metrics?: Metrics
  /** Styles and script; without them pages are bare, which is enough for tests. */
  assets?: Assets
  /** What the page shown while the database is away says, as it is known at that moment. */
  standing?: () => Standing
  /** Where a coach who is not signed in is sent. */
  signInPath?: string
  /** Whether pages say that this is a demonstration. */
  demo?: boolean
  /** Where somebody goes who leaves in a hurry; without it pages have no such button. */
  leaveTo?: string | null
  /** The address of the proxy in front, whose X-Forwarded-For is believed. */
  trustedProxy?: string | null
  compress?: boolean
  /** How long a request may take to arrive; ten seconds unless a test is in a hurry. */
  arrivalMillis?: number
}

/** A server: `listen` opens a port, `inject` asks it without one, `close` lets what is under way finish. */
export type Server = Pick<FastifyInstance, 'listen' | 'inject' | 'close'>

/** A server with these routes, ready to listen or to be asked by `inject`. Throws on a route that nobody may use. */
export async function serve(serving: Serving): Promise<Server> {
  const { routes, ports, guards, log = quietLog, metrics = createMetrics(), assets = noAssets } = serving
  const headers = securityHeaders(ports.baseUrl)
  const writing: Writing = {
    baseUrl: ports.baseUrl,
    prefix: ports.baseUrl.startsWith('https:') ? '__Host-' : '',
    compress: serving.compress ?? true,
    fill: createFiller({
      assets: assets.links,
      passkeys: assets.passkeys,
      times: assets.times,
      demo: serving.demo ?? false,
      leaveTo: serving.leaveTo ?? null,
    }),
  }
  const failures = new WeakMap<FastifyRequest, unknown>()
  const keep = (request: FastifyRequest, error: unknown) => void failures.set(request, error)
  const standing = () => standingPage(serving.standing?.() ?? {})
  const fail = createFailing({ writing, headers, standing, keep })

  // Read here and not above: a process that serves nothing does without.
  const [{ default: fastify }, { default: cookie }] = await Promise.all([import('fastify'), import('@fastify/cookie')])
  const app = fastify({
    ...limitsOf(serving.arrivalMillis ?? 10_000),
    trustProxy: serving.trustedProxy ?? false,
    frameworkErrors: fail,
    clientErrorHandler: answerUnreadable(headers, writing),
  })
  app.setErrorHandler(fail)
  app.setNotFoundHandler((request, reply) => fail(new NotFound(), request, reply))
  app.addHook('onRequest', async (_, reply) => void reply.headers(headers))
  app.addHook('onResponse', async (request, reply) => {
    const { id: requestId, method } = request
    const route = request.routeOptions.url ?? 'none'
    const status = reply.statusCode
    metrics.observe({ method, route, status, seconds: reply.elapsedTime / 1_000 })
    const facts = { requestId, method, route, status, ms: Math.round(reply.elapsedTime) }
    if (failures.has(request)) log.fault('answered', failures.get(request), facts)
    else log.info('answered', facts)
  })
  await app.register(cookie)
  await readBodies(app)
  serveAssets(app, assets)
  const parts = {
    guards,
    denied: serving.denied,
    now: ports.clock,
    writing,
    signInPath: serving.signInPath ?? '/team/sign-in',
  }
  for (const route of routes) register(app, route, parts)
  refuseOtherMethods(app, routes)
  await app.ready()
  return app as Server
}

const limitsOf = (arrivalMillis: number) => ({
  bodyLimit: 100_000,
  requestTimeout: arrivalMillis,
  http: { maxHeaderSize: 8_192, headersTimeout: arrivalMillis, connectionsCheckingInterval: arrivalMillis / 10 },
  routerOptions: { maxParamLength: 200, querystringParser: readPairs },
  // Read out over the telephone.
  genReqId: () => readableChance(8),
})
