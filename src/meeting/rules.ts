import { dialled } from '#lib/phone'

/** How a session is held. */
export type Mode = 'video' | 'phone'

/** What pressing Join leads to at this moment. */
export type JoinStep = 'too-early' | 'open-link' | 'coach-calls' | 'over'

/** A session at a moment: its own times, and now. */
export type Moment = { startsAt: Temporal.Instant; endsAt: Temporal.Instant; now: Temporal.Instant }

/** Joining opens a quarter of an hour before the start and closes at the end. */
export const joinOpens = ({ startsAt }: Pick<Moment, 'startsAt'>) => startsAt.subtract({ minutes: 15 })

/**
 * What Join does: nothing before its window or after it; within it, the coach's own link, or word that the coach will
 * call. A coach without a link calls, whatever was chosen.
 */
export function joinStep(at: Moment & { mode: Mode; meetingLink: string | null }): JoinStep {
  if (Temporal.Instant.compare(at.now, joinOpens(at)) < 0) return 'too-early'
  if (Temporal.Instant.compare(at.now, at.endsAt) >= 0) return 'over'
  return at.mode === 'video' && at.meetingLink !== null ? 'open-link' : 'coach-calls'
}

/**
 * Whether a coach may see a client's number now: from 5 minutes before the start to 30 minutes after the end. Every
 * showing is recorded by the caller.
 */
export function phoneWindow({ startsAt, endsAt, now }: Moment): boolean {
  const from = startsAt.subtract({ minutes: 5 })
  const until = endsAt.add({ minutes: 30 })
  return Temporal.Instant.compare(now, from) >= 0 && Temporal.Instant.compare(now, until) < 0
}

/** A number of which only the last two digits can be read: "••• 42". */
export const maskNumber = (number: string): string => `••• ${number.replace(/\D/g, '').slice(-2)}`

/** The address that makes a phone ring this number (E.164); with 141 before it, from a withheld one. UK numbers only. */
export function telLink(number: string, { withheld = false } = {}): string {
  const digits = dialled(number)
  return withheld && digits.startsWith('+44') ? `tel:1410${digits.slice(3)}` : `tel:${digits}`
}

/** A number as people read it out: "+447700900123" is "07700 900123". Foreign numbers stay as they are. */
export function sayNumber(number: string): string {
  const national = /^\+44(\d{4})(\d+)$/.exec(number)
  return national ? `0${national[1]} ${national[2]}` : number
}

/** Whether a coach's own link is one that may be opened: an https address without a name or password in it. */
export function isMeetingLink(link: string): boolean {
  const url = URL.parse(link)
  return url !== null && url.protocol === 'https:' && url.username === '' && url.password === '' && link.length <= 500
}
