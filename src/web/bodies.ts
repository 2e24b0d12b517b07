import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refused } from './faults.ts'
import { readMultipart } from './multipart.ts'
import type { Route } from './route.ts'
import { bodyKind, isSoundJson, readPairs } from './rules.ts'

/** How much a form with a file in it may be. */
const mostWithFile = 11_000_000

/** Teaches the server to read forms, with a file or without, and JSON, and nothing else. */
export async function readBodies(app: FastifyInstance): Promise<void> {
  const { default: formbody } = await import('@fastify/formbody')
  app.removeAllContentTypeParsers()
  app.register(formbody, { parser: readPairs })
  const withFile = { parseAs: 'buffer' as const, bodyLimit: mostWithFile }
  app.addContentTypeParser('multipart/form-data', withFile, ({ headers }, body: Buffer, done) => {
    const sent = readMultipart(headers['content-type'], body)
    if (sent) done(null, sent)
    else done(new Refused(400))
  })
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
