import { fromWords, untilWords } from '#lib/edges'
import { html, type Piece, type SafeHtml } from '#lib/html'
import { warningCallout } from '#nhsuk'
import type { Pause } from './pauses.ts'

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
