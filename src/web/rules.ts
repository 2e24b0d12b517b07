import type { Visit } from './route.ts'

type Headers = Visit['headers']

/**
 * Whether a request that changes something was sent by one of our own pages: by Sec-Fetch-Site, which a browser sets
 * and a page cannot, and in older browsers by Origin. A request with neither comes from no page.
 */
export function comesFromOurPages(headers: Headers, ours: readonly string[], scriptsToo: boolean): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = headers['origin']
  return origin === undefined ? scriptsToo : ours.includes(origin)
}

/** The origins that are ours: that of the base URL, and on loopback all its spellings. */
export function originsOf(baseUrl: string): string[] {
  const { origin, protocol, hostname, port } = new URL(baseUrl)
  if (!loopbackHosts.includes(hostname)) return [origin]
  return loopbackHosts.map((host) => new URL(`${protocol}//${host}:${port}`).origin)
}

/** Whether somebody at this very machine is asking, and asking this machine by a name of its own. */
export function isLoopback({ address, headers }: Pick<Visit, 'address' | 'headers'>): boolean {
  if (headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined) return false
  const host = (headers['host'] ?? '').replace(/:\d+$/, '')
  return /^(127\.|::1$|::ffff:127\.)/.test(address) && loopbackHosts.includes(host)
}

/** The path as a Location of ours; anything that leads elsewhere becomes the start page. */
export function pathOfOurs(path: string, baseUrl: string): string {
  const { origin } = new URL(baseUrl)
  if (!URL.canParse(path, baseUrl)) return '/'
  const url = new URL(path, baseUrl)
  return url.origin === origin ? url.pathname + url.search + url.hash : '/'
}

/** What kind of body a Content-Type announces; null for any that no route takes. */
export function bodyKind(contentType: string | undefined): 'form' | 'file' | 'json' | null {
  if (/^multipart\/form-data;\s*boundary=/i.test(contentType ?? '')) return 'file'
  const match = /^\s*([a-z.+/-]+)\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.exec(contentType ?? '')
  if (match?.[1]?.toLowerCase() === 'application/x-www-form-urlencoded') return 'form'
  return match?.[1]?.toLowerCase() === 'application/json' ? 'json' : null
}

/**
 * The text as every part of the system can keep it: a NUL, or half of a surrogate pair, becomes the mark of what is no
 * text.
 */
export const soundText = (text: string): string => text.replaceAll('\0', '\ufffd').toWellFormed()

/** Whether a text already is sound. */
export const isSound = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** Whether a parsed JSON value is sound throughout and no deeper than any body of ours. */
export function isSoundJson(value: unknown, depth = 32): boolean {
  if (typeof value === 'string') return isSound(value)
  if (typeof value !== 'object' || value === null) return true
  if (depth === 0) return false
  return Object.entries(value).every(([name, part]) => isSound(name) && isSoundJson(part, depth - 1))
}

/** A query string or a form: of each name all its values. The record has no prototype to reach. */
export function readPairs(text: string): Record<string, string[]> {
  const read = Object.create(null) as Record<string, string[]>
  for (const [name, value] of new URLSearchParams(text)) (read[soundText(name)] ??= []).push(soundText(value))
  return read
}

const loopbackHosts = ['localhost', '127.0.0.1', '[::1]']
