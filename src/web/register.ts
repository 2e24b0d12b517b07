import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { SessionOver } from '#lib/door'
import { checkBodyKind } from './bodies.ts'
import { Refused } from './faults.ts'
import type { Found, Guards } from './guards.ts'
import { permissions } from './headers.ts'
import {
  NotAllowed,
  NotFound,
  staffRoles,
  type Reply,
  type Route,
  type TooLarge,
  type Visit,
  type Viewer,
} from './route.ts'
import { comesFromOurPages, originsOf } from './rules.ts'
import { send, type Writing } from './send.ts'
import { arrivalOf, visitOf } from './visit.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    ifTooLarge?: TooLarge | undefined
  }
}

export type Registering = {
  guards: Guards
  /** Hears of a member of staff who asked for what is not theirs, or is not there, before they are told so. */
  denied?: ((visit: Visit) => Promise<void>) | undefined
  now: () => Temporal.Instant
  writing: Writing
  signInPath: string
}

/** Puts a route on the server. Throws when nobody says who may use it. */
export function register(app: FastifyInstance, route: Route, parts: Registering) {
  const { path, method, may, takes = 'none', level = 'strong', powers = [], handle, again } = route
  const scriptsToo = may === 'demo' || route.byService === true
  if (!Object.hasOwn(parts.guards, may)) throw new Error(`${method} ${path} does not say who may use it`)
  const guard = parts.guards[may]
  const ours = originsOf(parts.writing.baseUrl)
  const arrivals = new WeakMap<FastifyRequest, { arrival: Visit; viewer: Viewer }>()

  app.route({
    method,
    url: path,
    config: { ifTooLarge: route.ifTooLarge },
    async onRequest(request, reply) {
      if (powers.length > 0) reply.header('permissions-policy', permissions(powers))
      if (method !== 'GET' && !isApi(path) && !comesFromOurPages(arriving(request), ours, scriptsToo))
        throw new Refused(403)
      const arrival = arrivalOf(request, parts.now(), parts.writing.prefix)
      const found = await guard(arrival, level)
      const before = found === 'client-sign-in' ? await again?.(arrival) : null
      const instead = before ?? answerInstead(found, parts.signInPath, arrival)
      if (instead) return send(request, reply, instead, parts.writing)
      if (route.shows?.(arrival) === false) throw new NotFound()
      if (method !== 'GET') checkBodyKind(request, takes)
      arrivals.set(request, { arrival, viewer: found as Viewer })
    },
    async handler(request, reply) {
      const known = arrivals.get(request)
      if (!known) throw new NotFound()
      const visit = visitOf(known.arrival, known.viewer, takes, request.body)
      const answer = await handle(visit).catch(async (error: unknown) => {
        if (isDenial(error, visit)) await parts.denied?.(visit)
        // Ended by another request of the same person while this one was under way.
        const over = error instanceof SessionOver && answerInstead(signInOf(visit), parts.signInPath, visit)
        if (over) return over
        throw error
      })
      return send(request, reply, answer, parts.writing)
    },
  })
}

const signInOf = ({ viewer }: Visit): Found => (viewer.kind === 'client' ? 'client-sign-in' : 'sign-in')

/** Whether somebody of staff named something in the path and was not shown it. */
const isDenial = (error: unknown, { viewer, params }: Visit) =>
  (error instanceof NotFound || error instanceof NotAllowed) &&
  staffRoles.some((role) => role === viewer.kind) &&
  Object.keys(params).length > 0

/** Answers the other methods of known paths with 405. Paths that only some machines may know stay unknown. */
export function refuseOtherMethods(app: FastifyInstance, routes: readonly Route[]) {
  const declared = Map.groupBy(routes, (route) => route.path)
  for (const [path, here] of declared) {
    if (here.some(({ may }) => may === 'demo' || may === 'loopback')) continue
    const taken: string[] = here.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    app.route({
      method: known.filter((method) => !taken.includes(method)),
      url: path,
      onRequest: async (_: FastifyRequest, reply: FastifyReply) => {
        reply.header('allow', taken.join(', '))
        throw new Refused(405)
      },
      handler: async () => {},
    })
  }
}

/** Whether a path is answered as the API is: with problem documents, and without the rules for pages. */
export const isApi = (path: string) => path.startsWith('/api/')

const known: HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

const arriving = (request: FastifyRequest) => request.headers as Visit['headers']

function answerInstead(found: Found, signInPath: string, { method, path }: Visit): Reply | null {
  if (found === 'not-found') throw new NotFound()
  if (found === 'sign-in') return { kind: 'see-other', path: signInPath }
  if (found === 'client-sign-in') return { kind: 'see-other', path: '/you/sign-in' }
  if (found === 'client-step-up')
    return { kind: 'see-other', path: `/you/confirm${method === 'GET' ? `?next=${encodeURIComponent(path)}` : ''}` }
  if (found === 'step-up') return { kind: 'see-other', path: `${signInPath}/again` }
  return found.kind === 'problem' ? found : null
}
