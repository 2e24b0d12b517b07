import type { TextAccount } from '#notifications'

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const isUuid = new RegExp(`^${uuid}$`, 'i')
const isAccount = /^AC[0-9a-f]{32}$/i
const isService = /^MG[0-9a-f]{32}$/i
/** A number with its country, a short code, or a name of at most eleven signs. */
const isSender = /^(?:\+[1-9]\d{7,14}|\d{3,6}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})$/
/** What Notify may be told to show: all of it can stand in a header, and nobody guesses it. */
const isShown = /^[\w.~-]{20,200}$/
const endsAKey = new RegExp(`(${uuid})-(${uuid})$`, 'i')

/**
 * The account that TEXT_URL names: `notify://KEY@HOST/?template=ID`, with `&sender=ID` where it is not the usual one and `&receipts=TOKEN` where it calls back, or
 * `twilio://ACCOUNT:TOKEN@HOST/?from=NUMBER`, or `?service=ID`. A stand-in on this machine is asked without TLS. What is wrong
 * is said without anything that it holds.
 */
export function readTexts(textUrl: string | null, fault: (sentence: string) => void): TextAccount | null {
  if (textUrl === null) return null
  const url = new URL(textUrl)
  const names = [url.username, url.password].map(decoded)
  if (names.includes(null)) fault('TEXT_URL has a % that begins no such sign as %40: write % itself as %25')
  const [user, password] = names.map((name) => name ?? '')
  if (!isHost(url) || !/^\/?$/.test(url.pathname)) fault('TEXT_URL needs a host, and a port perhaps, between @ and /?')
  return url.protocol === 'notify:' ? notify(url, user!, fault) : twilio(url, user!, password!, fault)
}

function notify(url: URL, key: string, fault: (sentence: string) => void): TextAccount | null {
  const [, service, secret] = endsAKey.exec(key) ?? []
  const template = url.searchParams.get('template') ?? ''
  const sender = url.searchParams.get('sender')
  const receipts = url.searchParams.get('receipts')
  if (receipts !== null && !isShown.test(receipts))
    fault(
      'TEXT_URL: ?receipts= needs a token of 20 letters and digits or more, the one that Notify was told to call back with',
    )
  else if (service && secret && isUuid.test(template) && (sender === null || isUuid.test(sender)))
    return { kind: 'notify', origin: originOf(url), service, secret, template, sender, receipts }
  else
    fault(
      'TEXT_URL: notify:// needs the whole API key before the @, and after it ?template= with the id of the template',
    )
  return null
}

function twilio(url: URL, account: string, token: string, fault: (sentence: string) => void): TextAccount | null {
  // A + in an address is read as a space.
  const number = url.searchParams.get('from')?.replace(/^ /, '+') ?? null
  const service = url.searchParams.get('service')
  const one = number === null ? isService.test(service ?? '') : service === null && isSender.test(number)
  if (isAccount.test(account) && token && one)
    return {
      kind: 'twilio',
      origin: originOf(url),
      account,
      token,
      from: number === null ? ['MessagingServiceSid', service!] : ['From', number],
    }
  fault(
    'TEXT_URL: twilio:// needs account (AC…) and token before the @, and after it either ?from= with a number like +447700900999 or a name, or ?service= (MG…)',
  )
  return null
}

const originOf = ({ hostname, host }: URL) =>
  `${/^(localhost|127\.0\.0\.1|\[::1\])$/i.test(hostname) ? 'http' : 'https'}://${host}`

const isHost = (url: URL) => url.port !== '0' && URL.parse(originOf(url))?.host === url.host.toLowerCase()

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
