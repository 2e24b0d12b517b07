import type { Server } from '../src/web/index.ts'

export type Form = Record<string, string | readonly string[]>

/**
 * A browser without a window: it asks a server that need not listen, sends what pages send, and keeps its cookies for
 * as long as they are meant to last by the clock given.
 */
export function browsing(
  server: Pick<Server, 'inject'>,
  {
    host,
    address,
    now = () => Temporal.Now.instant().epochMilliseconds,
  }: { host: string; address?: string; now?: () => number },
) {
  const jar = new Map<string, string>()
  const ends = new Map<string, number>()
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const ask = async (method: 'GET' | 'POST', url: string, form: Form = {}) => {
    for (const [name, end] of ends) if (end <= now()) jar.delete(name)
    const pairs = Object.entries(form).flatMap(([name, value]) =>
      [value].flat().map((one) => [name, one] as [string, string]),
    )
    const reply = await server.inject({
      method,
      url,
      headers: {
        host,
        'sec-fetch-site': 'same-origin',
        cookie: cookie(),
        ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(address === undefined ? {} : { remoteAddress: address }),
      ...(method === 'POST' ? { payload: new URLSearchParams(pairs).toString() } : {}),
    })
    for (const { name, value, maxAge } of reply.cookies) {
      if (maxAge === 0) jar.delete(name)
      else jar.set(name, value)
      if (maxAge) ends.set(name, now() + maxAge * 1_000)
    }
    return reply
  }
  return { jar, cookie, ask }
}
