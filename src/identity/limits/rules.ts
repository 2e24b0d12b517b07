import { isIPv6 } from 'node:net'

/** Times are milliseconds since 1970; `ends` in rising order. */
export type Asked = {
  /** When each hold let in so far runs out, unless it is used or let go before. */
  ends: readonly number[]
  /** When the last of them was, or will be, let in. */
  last: number
}

export const free = 30
export const paceMillis = 1_000
/** A request is kept waiting at most this long: less than the minute after which proxies give up. */
export const patienceMillis = 50_000
const holdMillis = 600_000

/**
 * How long one more hold from an address waits, and what is then known of the address; or, where the queue is full, in
 * how many seconds to ask again. Thirty live holds are free; beyond them one hold a second is let in.
 */
export function admit(
  asked: Asked | undefined,
  now: number,
): { waitMillis: number; asked: Asked } | { againSeconds: number } {
  const ends = (asked?.ends ?? []).filter((end) => end > now)
  const at = ends.length < free ? now : Math.max(now, (asked?.last ?? now) + paceMillis)
  const waitMillis = at - now
  if (waitMillis > patienceMillis) return { againSeconds: Math.ceil((waitMillis - patienceMillis) / 1_000) + 5 }
  return { waitMillis, asked: { ends: [...ends, at + holdMillis], last: Math.max(at, asked?.last ?? at) } }
}

/** What is known of an address after one of its holds was used or let go. */
export const oneLess = ({ ends, last }: Asked): Asked => ({ ends: ends.slice(1), last })

/** Whose address it is, as limits see it: the whole of a version 4 address, the network (64 bits) of a version 6 one. */
export function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
  const start = head.split(':').filter(Boolean)
  const end = (tail ?? '').split(':').filter(Boolean)
  const filled =
    tail === undefined ? start : [...start, ...Array<string>(8 - start.length - end.length).fill('0'), ...end]
  return filled
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
