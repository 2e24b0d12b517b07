import type { SafeHtml } from '#lib/html'
import { pausedNotice, type Pause } from '#organisations'
import type { Availability } from './availability/live.ts'

/** The pause of every service at this moment, or null. */
export const pauseOfAll = (availability: Pick<Availability, 'services' | 'paused'>): Pause | null =>
  availability
    .services()
    .map(({ key }) => availability.paused(key))
    .find((pause) => pause?.serviceKey === null) ?? null

/** The notice of a pause; nothing where there is none. */
export const noticeOf = (pause: Pause | null, now: Temporal.Instant): SafeHtml | undefined =>
  pause ? pausedNotice(pause, now) : undefined
