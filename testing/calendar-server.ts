import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import type { Reach } from '../src/calendars/fetch.ts'
import { certificate, privateKey } from './tls.ts'

export type Answer = (request: IncomingMessage, response: ServerResponse) => void

/**
 * A server of calendars at this machine, by TLS, and the way by which it is reached: names lead where `names` says, and this
 * machine is let in. Ends with the test file.
 */
export async function calendarServer(answer: Answer) {
  const asked: string[] = []
  const server = createServer({ cert: certificate, key: privateKey }, (request, response) => {
    asked.push(`${request.headers.host}${request.url}`)
    answer(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  const names = new Map<string, string[]>([
    ['calendar.example.org', ['127.0.0.1']],
    ['other.example.org', ['127.0.0.1']],
  ])
  const reach: Reach = {
    addressesOf: (host) => Promise.resolve(names.get(host) ?? []),
    permits: (address) => address === '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    ca: certificate,
  }
  return { reach, names, asked }
}
