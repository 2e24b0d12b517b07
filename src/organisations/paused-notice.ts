import { fromWords, untilWords } from '#lib/edges'
import { html, type Piece, type SafeHtml } from '#lib/html'
import { warningCallout } from '#nhsuk'
import type { Pause } from './pauses.ts'
import type { Service } from './service.ts'

/** What is paused at a moment: every service (`paused`), else some, by name. */
export type PausesNow = { paused: Pause | null; alsoPaused: readonly { name: string; pause: Pause }[] }

/** The pause of all services, or those of some of them. */
export function pausesOf(
  services: readonly Pick<Service, 'key' | 'name'>[],
  pauseNow: (key: string) => Pause | null,
): PausesNow {
  const found = services.flatMap(({ key, name }) => {
    const pause = pauseNow(key)
    return pause ? [{ name, pause }] : []
  })
  const paused = found.find(({ pause }) => pause.serviceKey === null)?.pause ?? null
  return { paused, alsoPaused: paused ? [] : found }
}

/** A notice of each; the same wherever services are spoken of. */
export const pausedNotices = ({ paused, alsoPaused }: PausesNow, now: Temporal.Instant): Piece =>
  paused ? pausedNotice(paused, now) : alsoPaused.map(({ name, pause }) => pausedNotice(pause, now, { of: name }))

/**
 * Where times would be while no new booking is taken: the words of whoever paused, from when until when, what can be
 * booked all the same, and what stands.
 */
export const pausedNotice = (
  { words, startsAt, endsAt }: Pause,
  now: Temporal.Instant,
  { of, beside }: { of?: string | undefined; beside?: Piece } = {},
): SafeHtml =>
  warningCallout({
    heading: of === undefined ? 'New bookings are paused' : `New bookings are paused: ${of}`,
    headingLevel: 2,
    html: html`<p>${words}</p>
      <p>Paused from ${fromWords(startsAt, now)} until ${untilWords(endsAt, now)}.</p>
      ${beside}
      <p>If you have an appointment, it stands. You can <a href="/booking">find, move or cancel it</a>.</p>`,
  })
