import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { after } from 'node:test'
import type { TextAccount } from '../src/notifications/index.ts'

export type Call = { method: string; url: URL; headers: IncomingMessage['headers']; body: string }
export type Said = { status: number; body: unknown; type?: string; never?: boolean; location?: string }

/** For tests: a gateway on this machine that keeps what it is asked and answers as told. */
export async function startGateway(answer: (call: Call) => Said) {
  const calls: Call[] = []
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://gateway')
      const call = { method: request.method ?? '', url, headers: request.headers, body: await readText(request) }
      calls.push(call)
      const { status, body, type = 'application/json', never = false, location } = answer(call)
      if (never) return
      response.writeHead(status, { 'content-type': type, ...(location ? { location } : {}) })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    })()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  after(() => (server.closeAllConnections(), server.close()))
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, calls }
}

/** How Twilio signs a call to one of our addresses. */
export function signedByTwilio(token: string, url: string, form: Record<string, string>): string {
  const fields = Object.keys(form)
    .toSorted()
    .map((name) => `${name}${form[name]}`)
  return createHmac('sha1', token)
    .update(`${url}${fields.join('')}`, 'utf8')
    .digest('base64')
}

/** The claims of a token, once its signature was checked as GOV.UK Notify does. */
export function claimsOf(authorization: string | undefined, secret: string): { iss: string; iat: number } | null {
  const [head = '', claims = '', signature] = authorization?.replace(/^Bearer /, '').split('.') ?? []
  const { alg } = JSON.parse(Buffer.from(head, 'base64url').toString() || '{}') as { alg?: string }
  const meant = createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url')
  if (alg !== 'HS256' || signature !== meant) return null
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as { iss: string; iat: number }
}

/** By which GOV.UK Notify shows that it is they who call. */
export const receipts = 'a-token-of-twenty-six-signs'
/** An account at each gateway, as the settings give it. */
export const notify = {
  kind: 'notify' as const,
  origin: 'https://notify.example',
  service: '26785a09-ab16-4eb0-8407-a37497a57506',
  secret: '3d844edf-8d35-48ac-975b-e847b4f122b0',
  template: 'f33517ff-2a88-4f6e-b855-c550268ce08a',
  sender: null,
  receipts,
} satisfies TextAccount
export const twilio = {
  kind: 'twilio' as const,
  origin: 'https://twilio.example',
  account: 'AC1',
  token: 'token-of-the-account',
  from: ['From', '+447700900999'],
} satisfies TextAccount
