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

export const planBrowserDays = 7

export type PassphraseRefusal = 'empty' | 'short' | 'long' | 'same' | 'known'

export const passphraseSentences: Record<PassphraseRefusal, string> = {
  empty: 'Enter a passphrase',
  short: 'Your passphrase must have 12 characters or more. Three or four words are easy to remember',
  long: 'Your passphrase must have 200 characters or fewer',
  same: 'Your passphrase must not be the same few characters again and again',
  known: 'This passphrase is one that many people use. Choose words that only you would put together',
}

/** A passphrase as it is compared: however its characters are composed, the same text is the same. */
export const passphraseOf = (typed: string): string => typed.normalize('NFKC').trim()

/** Why a passphrase will not do; null where it will. Length decides, no rule about kinds of characters. */
export function whyNotPassphrase(typed: string): PassphraseRefusal | null {
  const said = passphraseOf(typed)
  const letters = [...said]
  if (letters.length === 0) return 'empty'
  if (letters.length < 12) return 'short'
  if (letters.length > 200) return 'long'
  if (new Set(letters.map((letter) => letter.toLowerCase())).size < 5) return 'same'
  return wellKnown.some((known) =>
    said
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .includes(known),
  )
    ? 'known'
    : null
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
  'lookingafter',
]
