import type { Handed } from '../../rendered.ts'

/** What a gateway said: its status and what of its JSON could be read. */
export type Reply = { status: number; body: unknown }
/** Why there is none: it was not reached, so that it cannot have taken anything; or it did not answer in words. */
export type NoReply = 'not-reached' | 'no-answer'

const answerMillis = 10_000

/**
 * One call of a gateway, for ten seconds at most: mail waits for the texts of its group. It is
 * followed nowhere: what goes there is for the gateway alone.
 */
export async function call(url: string, init: RequestInit & { signal: AbortSignal }): Promise<Reply | NoReply> {
  try {
    const signal = AbortSignal.any([init.signal, AbortSignal.timeout(answerMillis)])
    const answer = await fetch(url, { ...init, signal, redirect: 'error' })
    return { status: answer.status, body: await answer.json() }
  } catch (error) {
    const { code } = ((error as Error).cause ?? {}) as { code?: unknown }
    return neverReached.includes(String(code)) ? 'not-reached' : 'no-answer'
  }
}

/** Whether it answered, and with this status. */
export const isReply = (reply: Reply | NoReply, status: number): reply is Reply =>
  typeof reply === 'object' && reply.status === status

const neverReached = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]

/** What is to be made of an answer that does not say that a text was taken: nothing is known only where none came, or it broke. */
export const notTaken = (reply: Reply | NoReply): Handed =>
  reply === 'no-answer' || (typeof reply === 'object' && (reply.status >= 500 || reply.status < 300))
    ? 'unsure'
    : 'unreachable'

/** Says it until it is known to have been said once: what was tried before is looked for first. */
export async function once(
  tried: boolean,
  { taken, hand }: { taken: () => Promise<Taken>; hand: () => Promise<Handed> },
): Promise<Handed> {
  if (!tried) return hand()
  const known = await taken()
  if (known === 'unknown') return 'unreachable'
  return known === 'not' ? hand() : known
}

/** What a gateway knows of a text that was tried before: taken, taken and not delivered, or not taken. */
export type Taken = 'sent' | 'refused' | 'not' | 'unknown'

/** The same from the record of it in a list; `failed` says whether its status is that it did not arrive. */
export function takenAs(
  list: Record<string, unknown>[] | undefined,
  isIt: (one: Record<string, unknown>) => boolean,
  failed: (status: string) => boolean,
): Taken {
  if (list === undefined) return 'unknown'
  const found = list.find(isIt)
  return !found ? 'not' : failed(String(found['status'])) ? 'refused' : 'sent'
}

/** The records in a list of a gateway's answer, or undefined where there is no such list. */
export function listIn(body: unknown, name: string): Record<string, unknown>[] | undefined {
  const list = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined
  return Array.isArray(list) ? list.filter((one) => typeof one === 'object' && one !== null) : undefined
}
