import { z } from 'zod'
import { html } from '#lib/html'
import { layout, page, type Route } from '#web'
import * as schemas from './schemas.ts'

type Call = {
  method: 'get' | 'post' | 'delete'
  path: string
  summary: string
  query?: z.ZodType
  body?: z.ZodType
  status: number
  answer?: z.ZodType
  file?: string
  problems: number[]
}

const calls: Call[] = [
  {
    method: 'get',
    path: '/api/v1/services',
    summary: 'The services and how each is booked',
    status: 200,
    answer: schemas.servicesSchema,
    problems: [401, 403],
  },
  {
    method: 'get',
    path: '/api/v1/availability',
    summary: 'Starts that can be booked now',
    query: schemas.availabilityQuery,
    status: 200,
    answer: schemas.availabilitySchema,
    problems: [401, 403, 422],
  },
  {
    method: 'post',
    path: '/api/v1/holds',
    summary: 'Keep a time for ten minutes',
    body: schemas.holdBody,
    status: 201,
    answer: schemas.holdSchema,
    problems: [400, 401, 403, 409, 415, 422, 429],
  },
  { method: 'delete', path: '/api/v1/holds/{id}', summary: 'Let go of a hold', status: 204, problems: [401, 403] },
  {
    method: 'post',
    path: '/api/v1/bookings',
    summary: 'Book the time that a hold keeps',
    body: schemas.bookingBody,
    status: 201,
    answer: schemas.bookingSchema,
    problems: [400, 401, 403, 404, 409, 415, 422],
  },
  {
    method: 'get',
    path: '/api/v1/bookings/{id}',
    summary: 'A booking that this key made',
    status: 200,
    answer: schemas.bookingSchema,
    problems: [401, 403, 404],
  },
  {
    method: 'get',
    path: '/api/v1/bookings/{id}/calendar.ics',
    summary: 'A neutral calendar entry',
    status: 200,
    file: 'text/calendar',
    problems: [401, 403, 404],
  },
  {
    method: 'post',
    path: '/api/v1/bookings/{id}/move',
    summary: 'Move a booking to the time of a hold',
    body: schemas.moveBody,
    status: 200,
    answer: schemas.bookingSchema,
    problems: [400, 401, 403, 404, 409, 415, 422],
  },
  {
    method: 'post',
    path: '/api/v1/bookings/{id}/cancel',
    summary: 'Cancel a booking',
    status: 200,
    answer: schemas.bookingSchema,
    problems: [401, 403, 404, 409],
  },
]

const problems: Record<number, string> = {
  400: 'malformed',
  401: 'unauthorized',
  403: 'scope',
  404: 'not-found',
  409: 'slot-taken, hold-used, hold-expired, already-cancelled or too-late',
  415: 'media-type',
  422: 'invalid, no-such-slot or idempotency-mismatch',
  429: 'too many live holds; Retry-After says when to try again',
}

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
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
  }
}

function operation({ method, path, summary, query, body, status, answer, file, problems: codes }: Call) {
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
  return {
    summary,
    parameters: [...inPath, ...(query ? inQuery(query) : []), ...repeat],
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: json(body) } } } } : {}),
    responses: {
      [status]: {
        description: summary,
        ...(answer
          ? { content: { 'application/json': { schema: json(answer) } } }
          : file
            ? { content: { [file]: {} } }
            : {}),
      },
      ...Object.fromEntries(
        codes.map((code) => [
          code,
          {
            description: problems[code],
            content: { 'application/problem+json': { schema: json(schemas.problemSchema) } },
          },
        ]),
      ),
    },
  }
}

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
  {
    method: 'GET',
    path: '/api',
    may: 'anyone',
    handle: async () =>
      page(
        layout({
          title: 'Booking from another system',
          body: html`<h1 class="nhsuk-heading-l">Booking from another system</h1>
            <p>
              Every call carries <code>Authorization: Bearer</code> and a key that the operator makes. The whole description is
              <a href="/api/openapi.json">an OpenAPI 3.1 document</a>.
            </p>
            <ul class="nhsuk-list nhsuk-list--bullet">
              ${calls.map(({ method, path, summary }) => html`<li><code>${method.toUpperCase()} ${path}</code>: ${summary}</li>`)}
            </ul>`,
        }),
      ),
  },
]
