import { z } from 'zod'
import type { Route } from '#web'
import { calls, codesOf, type Call } from './calls.ts'
import { everyProblem } from './problems.ts'
import { readablePage } from './readable.ts'
import { problemSchema } from './schemas.ts'

/** The API as an OpenAPI 3.1 document, from the schemas that check the calls. */
export function openapi(baseUrl: string) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const call of calls) paths[call.path] = { ...paths[call.path], [call.method]: operation(call) }
  return {
    openapi: '3.1.0',
    info: { title: 'Looking After', version: '1', description: 'Find a time, keep it, book it, move it, cancel it.' },
    servers: [{ url: baseUrl }],
    security: [{ key: [] }],
    paths,
    components: {
      schemas: { Problem: json(problemSchema) },
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
    },
  }
}

function operation(call: Call) {
  const { method, path, summary, query, body, bodyOptional, status, answer, file } = call
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  }))
  const repeat =
    method === 'post'
      ? [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 255 } }]
      : []
  const sent = body && { required: !bodyOptional, content: { 'application/json': { schema: json(body) } } }
  const content = answer ? { 'application/json': { schema: json(answer) } } : file ? { [file]: {} } : null
  return {
    summary,
    parameters: [...inPath, ...(query ? inQuery(query) : []), ...repeat],
    ...(sent ? { requestBody: sent } : {}),
    responses: { [status]: { description: summary, ...(content ? { content } : {}) }, ...refusals(call) },
  }
}

/** Every status with which a call may be refused, and by which codes. */
function refusals(call: Call) {
  const codes = codesOf(call)
  const possible = everyProblem.filter(({ code }) => codes.includes(code))
  return Object.fromEntries(
    [...Map.groupBy(possible, ({ status }) => status)].map(([status, here]) => [
      status,
      {
        description: here.map(({ code, meaning }) => `${code}: ${meaning}`).join(' '),
        ...headersOf(status),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

const text = { schema: { type: 'string' } }
const seconds = { schema: { type: 'integer' } }
const named: Record<number, object> = {
  401: { 'WWW-Authenticate': text },
  403: { 'WWW-Authenticate': text },
  405: { Allow: text },
  429: { 'Retry-After': seconds },
  503: { 'Retry-After': seconds },
}
const headersOf = (status: number) => (named[status] ? { headers: named[status] } : {})

const json = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' })

function inQuery(query: z.ZodType) {
  const { properties = {}, required = [] } = json(query)
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
}

/** The document, and a page that a person can read. */
export const openapiRoutes = (baseUrl: string): Route[] => [
  {
    method: 'GET',
    path: '/api/openapi.json',
    may: 'anyone',
    handle: async () => ({ kind: 'json', body: openapi(baseUrl) }),
  },
  { method: 'GET', path: '/api', may: 'anyone', handle: async () => ({ kind: 'page', page: readablePage() }) },
]
