import type * as protocol from 'node:http'
import { lazily } from '#lib/lazy'
import type { Socket } from 'node:net'
import { faultWith } from './faults.ts'
import { errorPage } from './pages/errors.ts'
import { problemBody, type Writing } from './send.ts'

const http = lazily<typeof protocol>('node:http')

const statusOf: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }

/**
 * Answers what is no HTTP request at all, as every other fault is answered: a problem document where the API was asked
 * for, as far as that can be seen, a page elsewhere. The connection ends with it.
 */
export const answerUnreadable =
  (headers: Record<string, string>, writing: Writing) =>
  (error: Error & { code?: string | undefined; rawPacket?: unknown }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    const { status, code, title } = faultWith(statusOf[error.code ?? ''] ?? 400)
    const asked = Buffer.isBuffer(error.rawPacket) ? error.rawPacket.subarray(0, 100).toString('latin1') : ''
    const [type, body] = /^\S+ \/api\//.test(asked)
      ? ['application/problem+json', JSON.stringify(problemBody({ kind: 'problem', status, code, title }))]
      : ['text/html', writing.fill(errorPage({ status }), '')]
    const lines = {
      ...headers,
      'content-type': `${type}; charset=utf-8`,
      'content-length': String(Buffer.byteLength(body)),
      connection: 'close',
    }
    const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}`)
    socket.end([`HTTP/1.1 ${status} ${http().STATUS_CODES[status]}`, ...head, '', body].join('\r\n'))
  }
