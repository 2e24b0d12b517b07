import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { isIP } from 'node:net'
import { whyNot } from './address.ts'
import { isPublic } from './networks.ts'
import { mostBytes } from './read.ts'
import { addressesOf } from './resolve.ts'

/** Why a calendar could not be fetched. */
export const unfetched = ['no-answer', 'not-public', 'refused', 'gone', 'too-large', 'leads-away'] as const
export type Unfetched = (typeof unfetched)[number]
export type Fetched = { kind: 'fetched'; file: Buffer } | { kind: 'unfetched'; why: Unfetched }

/** How the internet is reached. A test reaches a server of its own by another; the product has only the usual one. */
export type Reach = {
  addressesOf(host: string, signal: AbortSignal): Promise<string[]>
  permits(address: string): boolean
  port: number
  /** Who is believed about who a server is, beside those who always are. */
  ca?: string
}

export const theInternet: Reach = { addressesOf, permits: isPublic, port: 443 }

const patienceMillis = 12_000
const mostRedirects = 3

/**
 * Fetches a calendar from where its address leads. The name is looked up once; unless every address that it has is a public one
 * nothing is asked, and what is asked then goes to the very address that was looked at. A redirect is an address like
 * any other. Nothing is sent but the question.
 */
export async function fetchCalendar(url: URL, reach: Reach = theInternet, ended?: AbortSignal): Promise<Fetched> {
  const patience = AbortSignal.timeout(patienceMillis)
  const signal = ended ? AbortSignal.any([patience, ended]) : patience
  try {
    return await followed(url, reach, signal, mostRedirects)
  } catch (error) {
    return { kind: 'unfetched', why: error instanceof Unreached ? error.why : 'no-answer' }
  }
}

class Unreached extends Error {
  readonly why: Unfetched
  constructor(why: Unfetched) {
    super(why)
    this.why = why
  }
}

async function followed(url: URL, reach: Reach, signal: AbortSignal, left: number): Promise<Fetched> {
  if (whyNot(url) !== null) throw new Unreached('leads-away')
  const response = await ask(url, await addressOf(url.hostname, reach, signal), reach, signal)
  const { statusCode: status = 0, headers } = response
  if ([301, 302, 303, 307, 308].includes(status)) {
    response.destroy()
    const next = URL.parse(headers.location ?? '', url)
    if (!next || left === 0) throw new Unreached('leads-away')
    return followed(next, reach, signal, left - 1)
  }
  if (status === 200) return { kind: 'fetched', file: await bodyOf(response) }
  response.destroy()
  throw new Unreached(status === 404 || status === 410 ? 'gone' : 'refused')
}

async function addressOf(host: string, { addressesOf, permits }: Reach, signal: AbortSignal): Promise<string> {
  const addresses = await addressesOf(host, signal)
  if (addresses.length === 0) throw new Unreached('no-answer')
  if (!addresses.every((address) => isIP(address) > 0 && permits(address))) throw new Unreached('not-public')
  return addresses[0]!
}

/** Asks one address, in a connection of its own; the name is only what is asked for there and what its certificate must say. */
function ask(url: URL, address: string, { port, permits, ca }: Reach, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = request({
      host: address,
      port,
      servername: url.hostname.replace(/\.$/, ''),
      path: `${url.pathname}${url.search}`,
      method: 'GET',
      headers: {
        host: url.host,
        accept: 'text/calendar, */*;q=0.5',
        'accept-encoding': 'identity',
        'user-agent': 'calendar-reader',
      },
      agent: false,
      maxHeaderSize: 16_384,
      signal,
      ...(ca === undefined ? {} : { ca }),
    })
    asked.on('socket', (socket) =>
      socket.on('secureConnect', () => {
        if (socket.remoteAddress !== address || !permits(socket.remoteAddress))
          asked.destroy(new Unreached('not-public'))
      }),
    )
    asked.on('response', resolve)
    asked.on('error', reject)
    asked.end()
  })
}

/** What was answered, plain and no longer than a calendar may be. */
async function bodyOf(response: IncomingMessage): Promise<Buffer> {
  const { 'content-encoding': encoding = 'identity', 'content-length': said = '0' } = response.headers
  if (encoding !== 'identity') throw ending(response, 'refused')
  if (Number(said) > mostBytes) throw ending(response, 'too-large')
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response) {
    chunks.push(chunk as Buffer)
    if ((bytes += (chunk as Buffer).length) > mostBytes) throw ending(response, 'too-large')
  }
  // Half of a calendar would be time that is free.
  if (!response.complete) throw ending(response, 'no-answer')
  return Buffer.concat(chunks)
}

function ending(response: IncomingMessage, why: Unfetched): Unreached {
  response.destroy()
  return new Unreached(why)
}
