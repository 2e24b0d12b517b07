import { html, type SafeHtml } from '#lib/html'
import { toInstant, whenWords } from '#lib/time'
import { pausedNotice, type Pause, type Service } from '#organisations'
import type { Availability } from './availability/live.ts'
import { answeredBy } from './journey/offer.ts'
import { wishOf } from './journey/wish-of.ts'
import { nextTime } from './next-time.ts'

/** The pause of every service at this moment, or null. */
export const pauseOfAll = (availability: Pick<Availability, 'services' | 'paused'>): Pause | null =>
  availability
    .services()
    .map(({ key }) => availability.paused(key))
    .find((pause) => pause?.serviceKey === null) ?? null

/** The notice of a pause, by name where it is of one service alone; nothing where there is none. */
export const noticeOf = (
  pause: Pause | null,
  now: Temporal.Instant,
  availability?: Availability,
): SafeHtml | undefined => {
  if (!pause) return undefined
  if (!availability || pause.serviceKey === null) return pausedNotice(pause, now)
  const of = availability.services().find(({ key }) => key === pause.serviceKey)?.name
  return pausedNotice(pause, now, { of, beside: listOfOpen(openServices(availability, now)) })
}

/** A service that takes bookings, the first question with its answer given, and when somebody is free; null where nobody is. */
export type OpenService = Pick<Service, 'key' | 'name'> & { path: string; next: string | null }

/** Services booked by time that are not paused. */
export const openServices = (availability: Availability, now: Temporal.Instant): OpenService[] =>
  availability.services().flatMap(({ key, name }) => {
    const wish = wishOf(answeredBy(key), availability.services())
    if (wish?.service.key !== key || availability.paused(key)) return []
    const at = nextTime(availability, wish, now.epochMilliseconds, ['video', 'phone'])
    return [{ key, name, path: `/book/topic?offer=${key}`, next: at === null ? null : whenWords(toInstant(at), now) }]
  })

/** What can be booked while something else is paused; nothing where that is nothing. */
export const listOfOpen = (open: readonly OpenService[]): SafeHtml | false =>
  open.length > 0 &&
  html`<p>You can still book:</p>
    <ul class="nhsuk-list nhsuk-list--bullet">
      ${open.map(({ name, path, next }) => html`<li><a href="${path}">${name}</a>, ${next === null ? 'no free times now' : html`next time free: <strong>${next}</strong>`}</li>`)}
    </ul>`
