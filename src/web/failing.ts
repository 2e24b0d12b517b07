import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SafeHtml } from '#lib/html'
import { faultOf } from './faults.ts'
import { errorPage } from './pages/errors.ts'
import { isApi } from './register.ts'
import type { Reply } from './route.ts'
import { send, type Writing } from './send.ts'

/** Gives the one function that answers whatever was thrown; what was our own failing is kept for the log. */
export function createFailing(parts: {
  writing: Writing
  headers: Record<string, string>
  standing: () => SafeHtml
  keep: (request: FastifyRequest, error: unknown) => void
}) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const { status, code, title } = faultOf(error)
    reply.headers(parts.headers)
    if (status >= 500) parts.keep(request, error)
    if (status === 503) reply.header('retry-after', '30')
    const reference = status === 500 ? request.id : undefined
    const { ifTooLarge } = request.routeOptions.config
    const said = { status, reference, ifTooLarge, staff: isOfStaff(request.url) }
    const answer: Reply = isApi(request.url)
      ? { kind: 'problem', status, code, title, more: reference ? { reference } : {} }
      : { kind: 'page', status, page: status === 503 ? parts.standing() : errorPage(said) }
    return send(request, reply, answer, parts.writing)
  }
}

/** Whether an address is one of those below which there is nothing for clients. */
const isOfStaff = (url: string) => /^\/team(?:[/?]|$)/.test(url)
