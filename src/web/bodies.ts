import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refused } from './faults.ts'
import type { Route } from './route.ts'
import { bodyKind, isSoundJson, readPairs } from './rules.ts'

/** Teaches the server to read forms and JSON, and nothing else. */
export async function readBodies(app: FastifyInstance): Promise<void> {
  const { default: formbody } = await import('@fastify/formbody')
  app.removeAllContentTypeParsers()
  app.register(formbody, { parser: readPairs })
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined)
    void parse(request, utf8(body as Buffer), (error, value: unknown) => {
      if (error || !isSoundJson(value)) done(new Refused(400))
      else done(null, value)
    })
  })
}

/** Throws 415 unless the body, where there is one, is of the kind that the route takes. */
export function checkBodyKind({ headers }: FastifyRequest, takes: Route['takes']) {
  const hasBody = headers['transfer-encoding'] !== undefined || !/^0*$/.test(headers['content-length'] ?? '')
  const encoded = headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity'
  if (hasBody && (encoded || bodyKind(headers['content-type']) !== takes)) throw new Refused(415)
}

const decoder = new TextDecoder('utf-8', { fatal: true })

function utf8(body: Buffer): string {
  try {
    return decoder.decode(body)
  } catch {
    return '�'
  }
}
