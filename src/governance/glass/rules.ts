import type { FieldErrors } from '#web'
import { reasonErrors } from '../reveal/rules.ts'

export type TypedGlass = { reference: string; reason: string; minutes: string; tell: string; delay: string }
export type AskedGlass = { reference: string; reason: string; minutes: number; delay: string | null }

/** How long the glass may be open, in minutes. */
export const lengths = [15, 30, 60] as const

/** What was typed as a request to open one client's record, or what is wrong with it. */
export function readGlass(typed: TypedGlass): { asked: AskedGlass } | { errors: FieldErrors } {
  const reference = typed.reference.toUpperCase().replace(/[\s-]/g, '')
  const minutes = lengths.find((each) => String(each) === typed.minutes)
  const errors = {
    ...(/^[A-HJKMNP-TV-Z2-9]{8}$/.test(reference)
      ? {}
      : { reference: 'Enter the reference of one of their sessions: 8 letters and digits' }),
    ...reasonErrors(typed.reason),
    ...(minutes === undefined ? { minutes: 'Choose how long you need' } : {}),
    ...(['now', 'later'].includes(typed.tell) ? {} : { tell: 'Choose when they are told' }),
    ...(typed.tell === 'later' ? reasonErrors(typed.delay, 'delay') : {}),
  }
  if (Object.keys(errors).length > 0) return { errors }
  const delay = typed.tell === 'later' ? typed.delay.trim() : null
  return { asked: { reference, reason: typed.reason.trim(), minutes: minutes!, delay } }
}
