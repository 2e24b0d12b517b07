import { plainDigits } from './digits.ts'

export type PhoneRefusal = 'missing' | 'format' | 'premium'

/** What to say beside the field. */
export const phoneSentences: Record<PhoneRefusal, string> = {
  missing: 'Enter a phone number',
  format: 'Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192',
  premium: 'Enter an ordinary phone number, not one that starts with 070, 076, 084, 087, 09 or 118',
}

/**
 * A telephone number as E.164 (`+447700900982`), or why it is none. Numbers without a country are British.
 * Numbers that cost the caller more than an ordinary call are refused; foreign numbers are taken if they are E.164.
 */
export function normalisePhone(text: string): { phone: string } | { refusal: PhoneRefusal } {
  if (text.length > 200) return { refusal: 'format' }
  const typed = plainDigits(text.normalize('NFKC')).replace(/[\s\p{Cf}]/gu, '')
  if (typed === '') return { refusal: 'missing' }
  const dialled = typed.replace(/^(\+|00)44\(0\)/, '+44').replace(/[\p{Pd}.()/]/gu, '')
  if (/^118\d{3}$/.test(dialled)) return { refusal: 'premium' }
  const whole = international(dialled)
  if (!/^\+[1-9]\d{7,14}$/.test(whole)) return { refusal: 'format' }
  return whole.startsWith('+44')
    ? british(whole)
    : /^\+(979|1900)/.test(whole)
      ? { refusal: 'premium' }
      : { phone: whole }
}

/** Whether a text can reach the number: a British mobile, or any foreign number, since one cannot tell. */
export const takesTexts = (phone: string) => !phone.startsWith('+44') || phone.startsWith('+447')

function international(dialled: string): string {
  if (dialled.startsWith('00')) return international(`+${dialled.slice(2)}`)
  if (dialled.startsWith('+440')) return `+44${dialled.slice(4)}`
  if (dialled.startsWith('0')) return `+44${dialled.slice(1)}`
  return /^44\d{9,10}$/.test(dialled) ? `+${dialled}` : dialled
}

/** Ofcom's plan: 01, 02, 03, 05, 07 and free numbers; 09, 084, 087, 070 and pagers (076, not 07624) cost more. */
function british(whole: string): { phone: string } | { refusal: PhoneRefusal } {
  const national = whole.slice(3)
  if (/^(9|84|87|70|76(?!24))/.test(national)) return { refusal: 'premium' }
  const known = /^(1\d{8,9}|[23]\d{9}|5[56]\d{8}|7\d{9}|800\d{6,7}|808\d{7})$/.test(national)
  return known ? { phone: whole } : { refusal: 'format' }
}
