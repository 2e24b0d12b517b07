import type { Handed } from '../../rendered.ts'

/** What a gateway said: its status and what of its JSON could be read. */
export type Reply = { status: number; body: unknown }

const answerMillis = 10_000

/**
 * One call of a gateway, for ten seconds at most: mail waits for the texts of its group. Undefined where it was not reached, was late, or answered with something else than JSON. It is
 * followed nowhere: what goes there is for the gateway alone.
 */
export async function call(url: string, init: RequestInit & { signal: AbortSignal }): Promise<Reply | undefined> {
  try {
    const signal = AbortSignal.any([init.signal, AbortSignal.timeout(answerMillis)])
    const answer = await fetch(url, { ...init, signal, redirect: 'error' })
    return { status: answer.status, body: await answer.json() }
  } catch {
    return undefined
  }
}

/** Says it until it is known to have been said once: what was tried before is looked for first. */
export async function once(
  tried: boolean,
  { taken, hand }: { taken: () => Promise<boolean | undefined>; hand: () => Promise<Handed> },
): Promise<Handed> {
  if (!tried) return hand()
  const known = await taken()
  if (known === undefined) return 'unreachable'
  return known ? 'sent' : hand()
}

/** The records in a list of a gateway's answer, or undefined where there is no such list. */
export function listIn(body: unknown, name: string): Record<string, unknown>[] | undefined {
  const list = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined
  return Array.isArray(list) ? list.filter((one) => typeof one === 'object' && one !== null) : undefined
}
