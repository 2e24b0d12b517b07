import { domainToASCII } from 'node:url'

/** What is wrong with an address that somebody gave for their calendar. */
export type AddressFault = 'empty' | 'no-address' | 'not-https' | 'password' | 'port' | 'number' | 'local' | 'too-long'

const longest = 2_000
/** Names that lead to no host of the public internet. */
const own = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|arpa|test|invalid|onion)\.?$/i

/**
 * The address of a calendar as it is asked for, or why it is not: https on its usual port, at a name with a dot in it, without
 * anybody's password. Programs write webcal: for the same thing.
 */
export function readAddress(typed: string): { url: URL } | { fault: AddressFault } {
  if (typed === '') return { fault: 'empty' }
  if (typed.length > longest) return { fault: 'too-long' }
  const url = URL.parse(typed.replace(/^webcals?:\/\//i, 'https://'))
  if (!url || !/^[a-z][a-z0-9+.-]*:\/\//i.test(typed)) return { fault: 'no-address' }
  const fault = whyNot(url)
  if (fault) return { fault }
  url.hash = ''
  return { url }
}

/** Why an address may not be asked; null when it may. Where it leads is not known before it is looked up. */
export function whyNot(url: URL): AddressFault | null {
  if (url.protocol !== 'https:') return 'not-https'
  if (url.username !== '' || url.password !== '') return 'password'
  if (url.port !== '') return 'port'
  const host = url.hostname
  // A number in any spelling has become one of these two by now.
  if (host.startsWith('[') || /^[\d.]+$/.test(host)) return 'number'
  if (!host.replace(/\.$/, '').includes('.') || own.test(host) || domainToASCII(host) === '') return 'local'
  return null
}

/** What was typed, without the name and password that may be in it: to be shown again. */
export function withoutPassword(typed: string): string {
  return typed.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#\s]*@/i, '$1')
}
