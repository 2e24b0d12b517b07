import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { z } from 'zod'
import { operator } from '#lib/door'
import { createKey, guards, type Scope } from '#identity'
import { serve } from '#web'
import { problemSchema } from '../src/booking/api/schemas.ts'
import { bookingRoutes } from '../src/booking/routes.ts'
import { baseUrl, roomOver } from './room.ts'
import type { bookingWorld } from './world.ts'

export type Answer = {
  status: number
  type: string
  text: string
  headers: Readonly<Record<string, string | number | string[] | undefined>>
}
type Sent = { body?: unknown; raw?: string; headers?: Record<string, string>; key?: string | null }
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** The API over a world of its own, with real keys, and a caller who has one. Ends with the test file. */
export async function apiOver(world: Awaited<ReturnType<typeof bookingWorld>>, { textSender = true } = {}) {
  const { clock, db } = world.ports
  const routes = bookingRoutes(roomOver(world, { textSender }))
  const app = await serve({
    routes,
    ports: { clock, baseUrl },
    guards: guards({ db, clock, demo: false }),
  })
  after(() => app.close())
  const makeKey = (name: string, scope: Scope = 'booking') =>
    db.withActor(operator, (tx) => createKey(tx, { name, scope }))
  const ownKey = await makeKey('a system')

  const call = async (method: Method, path: string, { body, raw, headers = {}, key = ownKey }: Sent = {}) => {
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const reply = await app.inject({
      method,
      url: path.startsWith('/api') ? path : `/api/v1${path}`,
      headers: {
        host: 'localhost:3000',
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    })
    const { statusCode: status, body: text } = reply
    return { status, type: String(reply.headers['content-type'] ?? ''), text, headers: reply.headers }
  }
  return {
    routes,
    makeKey,
    call,
    get: (path: string, sent?: Sent) => call('GET', path, sent),
    post: (path: string, body?: unknown, sent?: Sent) => call('POST', path, { body, ...sent }),
    drop: (path: string, sent?: Sent) => call('DELETE', path, sent),
  }
}

export type Api = Awaited<ReturnType<typeof apiOver>>

/** An answer of this status, read by the schema that describes it: nothing is missing, and nothing is there unnamed. */
export function read<S extends z.ZodType>(schema: S, status: number, { status: got, type, text }: Answer): z.infer<S> {
  assert.equal(got, status, text)
  assert.match(type, /^application\/json/)
  const sent: unknown = JSON.parse(text)
  const named = schema.parse(sent)
  assert.deepEqual(named, sent, 'every field that is answered is described')
  return named
}

/** A problem document of this status and code. Gives it. */
export function problemOf(status: number, code: string, { status: got, type, text }: Answer) {
  assert.equal(got, status, text)
  assert.match(type, /^application\/problem\+json/)
  const sent = JSON.parse(text) as Record<string, unknown>
  const named = problemSchema.parse(sent)
  assert.deepEqual(named, sent, 'every field that is answered is described')
  assert.ok(named.type.endsWith(`#${code}`), `${named.type}, not ${code}`)
  assert.equal(named.status, status)
  assert.ok(named.title.length > 0)
  return named
}

/** The paths that a refusal as invalid names. */
export const pathsOf = (answer: Answer): string[] =>
  (problemOf(422, 'invalid', answer).errors ?? []).map(({ path }) => path)
