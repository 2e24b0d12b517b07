import type { z } from 'zod'
import type { Code, Problem } from './problems.ts'
import * as schemas from './schemas.ts'

export type Call = {
  method: 'get' | 'post' | 'delete'
  path: string
  summary: string
  query?: z.ZodType
  body?: z.ZodType
  /** Whether the body may be left out. */
  bodyOptional?: true
  status: number
  answer?: z.ZodType
  file?: string
  /** What the call's own work may refuse. */
  refuses?: readonly Problem[]
}

/** Every call, as the description has it. */
export const calls: readonly Call[] = [
  {
    method: 'get',
    path: '/api/v1/services',
    summary: 'The services and how each is booked',
    status: 200,
    answer: schemas.servicesSchema,
  },
  {
    method: 'get',
    path: '/api/v1/availability',
    summary: 'Starts that can be booked now',
    query: schemas.availabilityQuery,
    status: 200,
    answer: schemas.availabilitySchema,
    refuses: ['not-found'],
  },
  {
    method: 'post',
    path: '/api/v1/holds',
    summary: 'Keep a time for ten minutes',
    body: schemas.holdBody,
    status: 201,
    answer: schemas.holdSchema,
    refuses: ['slot-taken', 'no-such-slot', 'paused', 'too-many-holds', 'not-found'],
  },
  { method: 'delete', path: '/api/v1/holds/{id}', summary: 'Let go of a hold', status: 204 },
  {
    method: 'post',
    path: '/api/v1/bookings',
    summary: 'Book the time that a hold keeps',
    body: schemas.bookingBody,
    status: 201,
    answer: schemas.bookingSchema,
    refuses: ['not-found', 'hold-used', 'hold-expired', 'paused'],
  },
  {
    method: 'get',
    path: '/api/v1/bookings/{id}',
    summary: 'A booking that this key made',
    status: 200,
    answer: schemas.bookingSchema,
  },
  {
    method: 'get',
    path: '/api/v1/bookings/{id}/calendar.ics',
    summary: 'A neutral calendar entry',
    status: 200,
    file: 'text/calendar',
  },
  {
    method: 'post',
    path: '/api/v1/bookings/{id}/move',
    summary: 'Move a booking to the time of a hold',
    body: schemas.moveBody,
    status: 200,
    answer: schemas.bookingSchema,
    refuses: ['hold-used', 'hold-expired', 'already-cancelled', 'too-late'],
  },
  {
    method: 'post',
    path: '/api/v1/bookings/{id}/cancel',
    summary: 'Cancel a booking',
    body: schemas.cancelBody,
    bodyOptional: true,
    status: 200,
    answer: schemas.bookingSchema,
    refuses: ['too-late'],
  },
]

const always: readonly Code[] = [
  'malformed',
  'unauthorized',
  'scope',
  'method-not-allowed',
  'too-slow',
  'headers-too-large',
  'fault',
  'unavailable',
]

/** Every code with which a call may be refused. */
export function codesOf({ method, path, query, refuses = [] }: Call): Code[] {
  const codes = new Set<Code>([...always, ...refuses])
  if (path.includes('{')) codes.add('not-found')
  if (query) codes.add('invalid')
  if (method !== 'get') codes.add('media-type')
  if (method === 'post') for (const code of ['too-large', 'invalid', 'idempotency-mismatch'] as const) codes.add(code)
  return [...codes]
}
