/** How surely somebody's session is theirs: 1 by a code, 2 by a passkey or a passphrase besides. */
export type ClientLevel = 1 | 2

/** Hours that a change waits which nobody asked for with a passkey or passphrase, so that every contact can stop it. */
export const waitHours = 72

/** Who may open somebody's plan and goals besides themselves with a passkey or passphrase, as they chose at wrap-up. */
export type PlanAccess =
  { mode: 'browser'; browser: Buffer; until: Temporal.Instant } | { mode: 'code' } | { mode: 'locked' }

/** What is known of whoever asks: their level (0: not signed in) and the browser. */
export type PlanAsker = { level: 0 | ClientLevel; browser: Buffer | null }

/**
 * Whether the plan opens. A passkey or passphrase always opens it; before anything was chosen nothing else does. The
 * browser that was chosen needs no code for its seven days.
 */
export function mayOpenPlan(access: PlanAccess | null, { level, browser }: PlanAsker, now: Temporal.Instant): boolean {
  if (level === 2) return true
  if (access === null || access.mode === 'locked') return false
  if (access.mode === 'code') return level === 1
  return browser !== null && browser.equals(access.browser) && Temporal.Instant.compare(now, access.until) < 0
}

export type PassphraseRefusal = 'empty' | 'short' | 'long' | 'same' | 'known' | 'own' | 'service'

export const passphraseSentences: Record<PassphraseRefusal, string> = {
  empty: 'Enter a passphrase',
  short: 'Your passphrase must have 12 characters or more. Three or four words are easy to remember',
  long: 'Your passphrase must have 200 characters or fewer',
  same: 'Your passphrase must not be the same few characters again and again',
  known: 'This passphrase is one that many people use. Choose words that only you would put together',
  own: 'Your passphrase must not contain your name, email address or phone number. Whoever knows you would try these',
  service: 'Your passphrase must not contain the name of this service. Choose words that only you would put together',
}

/** A passphrase as it is compared: however its characters are composed, the same text is the same. */
export const passphraseOf = (typed: string): string => typed.normalize('NFKC').trim()

/**
 * Why a passphrase will not do; null where it will. Length decides, no rule about kinds of characters. `own` is what is known
 * of whoever chooses it: names and contacts.
 */
export function whyNotPassphrase(typed: string, own: readonly string[] = []): PassphraseRefusal | null {
  const said = passphraseOf(typed)
  const letters = [...said]
  if (letters.length === 0) return 'empty'
  if (letters.length < 12) return 'short'
  if (letters.length > 200) return 'long'
  if (new Set(letters.map((letter) => letter.toLowerCase())).size < 5) return 'same'
  const plain = plainOf(said)
  if (plain.includes('lookingafter')) return 'service'
  if (wellKnown.some((known) => plain.includes(known))) return 'known'
  return own.flatMap(partsOf).some((part) => plain.includes(part)) ? 'own' : null
}

/** Letters and digits alone, so that spaces, dots and capitals hide nothing. */
const plainOf = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')

/** What of a name or contact a passphrase must not contain: the whole, a name's parts, an address before the @. */
function partsOf(own: string): string[] {
  const parts = own.includes('@') ? [own, own.slice(0, own.lastIndexOf('@'))] : [own, ...own.split(/\s+/)]
  // A number is typed with its country's prefix or without; of few letters something is always made.
  const number = /^\+\d+$/.test(own) ? [own.slice(-9)] : []
  return [...parts, ...number].map(plainOf).filter((part) => [...part].length >= 4)
}

const wellKnown = [
  'password1',
  'passwordpassword',
  'passphrase',
  'qwertyuiop',
  '1234567890',
  'letmeinletmein',
  'iloveyouiloveyou',
  'correcthorsebatterystaple',
  'abcdefghijkl',
]
