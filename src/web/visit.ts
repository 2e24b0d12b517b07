import type { FastifyRequest } from 'fastify'
import { anyone } from '#lib/door'
import type { Sent } from './multipart.ts'
import { NotFound, type Route, type Viewer, type Visit } from './route.ts'
import { isSound } from './rules.ts'

const nobody: Viewer = { kind: 'anyone', id: null, actor: anyone }
const noForm: Visit['form'] = Object.freeze({})

/** The request as a guard may know it: before its body has been read. Throws NotFound for a path no text can have. */
export function arrivalOf(request: FastifyRequest, now: Temporal.Instant, prefix: string): Visit {
  const params = request.params as Record<string, string>
  if (!Object.values(params).every(isSound)) throw new NotFound()
  const query = request.query as Record<string, string[]>
  return {
    requestId: request.id,
    method: request.method === 'HEAD' ? 'GET' : (request.method as Visit['method']),
    path: pathOf(request.url),
    params,
    query: firstOfEach(query),
    repeated: Object.keys(query).filter((name) => query[name]!.length > 1),
    form: noForm,
    file: null,
    json: undefined,
    headers: request.headers as Visit['headers'],
    cookies: ours(request.cookies, prefix),
    address: request.ip,
    viewer: nobody,
    now,
  }
}

/** The whole visit, once its body has been read and its viewer is known. */
export const visitOf = (arrival: Visit, viewer: Viewer, takes: NonNullable<Route['takes']>, body: unknown): Visit => ({
  ...arrival,
  viewer,
  ...(takes === 'form' && body ? { form: body as Visit['form'] } : {}),
  ...(takes === 'file' && body ? (body as Sent) : {}),
  json: takes === 'json' ? body : undefined,
})

/** The path of a URL, without its query. */
export const pathOf = (url: string) => url.split('?', 1)[0] ?? '/'

function firstOfEach(lists: Record<string, string[]>): Record<string, string> {
  const first = Object.create(null) as Record<string, string>
  for (const name in lists) first[name] = lists[name]?.[0] ?? ''
  return first
}

/** On https only cookies with the prefix are ours: another host of the same site cannot have set them. */
function ours(cookies: Record<string, string | undefined>, prefix: string): Record<string, string | undefined> {
  if (!prefix) return cookies
  const named = Object.create(null) as Record<string, string | undefined>
  for (const name in cookies) if (name.startsWith(prefix)) named[name.slice(prefix.length)] = cookies[name]
  return named
}
