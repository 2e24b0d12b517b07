import { NotAllowed, NotFound } from './route.ts'

/** A request that cannot be taken, found before any handler saw it. */
export class Refused extends Error {
  readonly status: number
  constructor(status: number) {
    super(`Refused with ${status}`)
    this.status = status
  }
}

/** What is answered for something thrown: the status, and the code that the API's problem type ends in. */
export type Fault = { status: number; code: string; title: string }

/** Sorts what was thrown: a refusal, our database being away, or a bug. */
export function faultOf(error: unknown): Fault {
  if (error instanceof NotFound) return faultWith(404)
  if (error instanceof NotAllowed) return faultWith(403)
  if (error instanceof Refused) return faultWith(error.status)
  if (isDatabaseAway(error)) return faultWith(503)
  return faultWith(frameworkStatus(error))
}

/** The fault with a status; one we have no words for is a bad request, or our own failing. */
export function faultWith(status: number): Fault {
  const said = faults[status]
  if (said) return { status, code: said[0], title: said[1] }
  return status >= 400 && status < 500 ? { ...faultWith(400), status } : faultWith(500)
}

/** Whether the database could not be reached, went away or is too busy to answer. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  if (/^(08...|53...|57P0[1-5]|57014|55P03|40001|40P01)$/.test(code)) return true
  if (connectionCodes.has(code)) return code !== 'ENOENT' || ('syscall' in error && error.syscall === 'connect')
  if (driverSays.test(error.message)) return true
  return isDatabaseAway(error.cause)
}

const faults: Record<number, readonly [code: string, title: string]> = {
  400: ['malformed', 'The request could not be read'],
  403: ['not-allowed', 'This is not allowed'],
  404: ['not-found', 'There is nothing here for you'],
  405: ['method-not-allowed', 'This cannot be done here'],
  408: ['too-slow', 'The request took too long to arrive'],
  413: ['too-large', 'The request is too large'],
  415: ['media-type', 'The body is of a kind that is not taken here'],
  429: ['too-many', 'Too many requests'],
  431: ['headers-too-large', 'The headers of the request are too large'],
  500: ['fault', 'Something went wrong here'],
  503: ['unavailable', 'The service is away for a moment'],
}

/** The driver's own errors about a connection carry no code. */
const driverSays =
  /^(timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client .* is not queryable$)/

const connectionCodes = new Set(
  'ECONNREFUSED ECONNRESET ENOENT ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH EPIPE ETIMEDOUT'.split(' '),
)

/** The status of an error that the framework itself threw; anything else is our own failing. */
function frameworkStatus(error: unknown): number {
  if (!(error instanceof Error) || !('statusCode' in error) || !('code' in error)) return 500
  // A part of a path that is longer than any of ours names nothing here.
  if (error.statusCode === 414) return 404
  return String(error.code).startsWith('FST_') && typeof error.statusCode === 'number' ? error.statusCode : 500
}
